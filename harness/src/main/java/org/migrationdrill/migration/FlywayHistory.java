package org.migrationdrill.migration;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.resource.LoadableResource;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.migration.HistoryEntry.Reverse;
import org.migrationdrill.migration.MigrationFiles.VersionedScript;
import org.migrationdrill.scenario.MigrationSource;

/**
 * A history of Flyway's, as it would run on an empty database: a baseline script in the place of all versions up to its own, the
 * versions above it one by one, then the repeatable scripts, one by one too.
 */
final class FlywayHistory implements MigrationHistory {
    private static final String TABLE = "flyway_schema_history";

    private final FlywayMigrations flyway;
    private final String layout;
    private final Map<HistoryEntry, String> scripts = new LinkedHashMap<>();

    private FlywayHistory(FlywayMigrations flyway, String layout) {
        this.flyway = flyway;
        this.layout = layout;
        Optional<VersionedScript> baseline = flyway.files().baseline();
        baseline.ifPresent(script -> scripts.put(entry(script), script.file()));
        flyway.migrations().stream()
                .filter(migration ->
                        baseline.filter(script -> standsFor(script, migration)).isEmpty())
                .forEach(migration ->
                        migration.forwardFile().ifPresent(file -> scripts.put(entry(migration, file), file)));
        flyway.files().repeatables().forEach(script -> scripts.put(entry(script), script.getRelativePath()));
    }

    static Optional<MigrationHistory> open(
            String layout, Path directory, Map<String, String> placeholders, Problems problems) {
        MigrationSource source = new MigrationSource(
                layout,
                List.of(directory.toAbsolutePath().toString()),
                placeholders,
                List.of(),
                Optional.empty(),
                TABLE,
                new Place(directory, 1));
        return FlywayMigrations.read(source, problems).map(flyway -> new FlywayHistory(flyway, layout));
    }

    @Override
    public String layout() {
        return layout;
    }

    @Override
    public List<HistoryEntry> entries() {
        return List.copyOf(scripts.keySet());
    }

    @Override
    public Set<String> ownTables() {
        return flyway.ownTables();
    }

    /** Flyway makes its table with the first migration. */
    @Override
    public void prepare(DatabaseCopy database) {}

    @Override
    public MigrationResult forward(DatabaseCopy database, HistoryEntry entry) {
        return flyway.apply(
                database,
                Optional.ofNullable(scripts.get(entry))
                        .orElseThrow(() -> new IllegalStateException("no migration is called " + entry.id())));
    }

    @Override
    public MigrationResult reverse(DatabaseCopy database, HistoryEntry entry) {
        if (entry.reverse() == Reverse.MISSING) {
            throw new IllegalStateException("migration " + entry.id() + " has no reverse");
        }
        return flyway.reverse(database, entry.version(), SessionSettings.none(), run -> {});
    }

    private static boolean standsFor(VersionedScript baseline, Migration migration) {
        return MigrationVersion.fromVersion(migration.version()).compareTo(baseline.version()) <= 0;
    }

    private HistoryEntry entry(VersionedScript baseline) {
        List<String> leftOut = flyway.migrations().stream()
                .filter(migration -> standsFor(baseline, migration))
                .flatMap(migration -> migration.forwardFile().stream())
                .toList();
        return new HistoryEntry(
                fileName(baseline.file()),
                baseline.version().getVersion(),
                baseline.description(),
                Reverse.MISSING,
                leftOut.isEmpty()
                        ? List.of()
                        : List.of("On an empty database Flyway runs this in the place of " + String.join(", ", leftOut)
                                + ", which were not walked."));
    }

    private static HistoryEntry entry(Migration migration, String file) {
        Reverse present = migration.reverseBlank() ? Reverse.BLANK : Reverse.PRESENT;
        return new HistoryEntry(
                fileName(file),
                migration.version(),
                migration.description(),
                migration.reverseFile().isEmpty() ? Reverse.MISSING : present,
                List.of());
    }

    private HistoryEntry entry(LoadableResource repeatable) {
        String file = repeatable.getFilename();
        return new HistoryEntry(file, "", flyway.files().name(file).getDescription(), Reverse.MISSING, List.of());
    }

    private static String fileName(String file) {
        return Path.of(file).getFileName().toString();
    }
}
