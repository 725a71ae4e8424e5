package org.migrationdrill.migration;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.resource.LoadableResource;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.layout.LaidOut;
import org.migrationdrill.layout.MetaCommands;
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
    private final LaidOut laidOut;
    private final Map<HistoryEntry, String> scripts = new LinkedHashMap<>();

    private FlywayHistory(FlywayMigrations flyway, LaidOut laidOut) {
        this.flyway = flyway;
        this.laidOut = laidOut;
        flyway.files().baseline().ifPresent(script -> scripts.put(entry(script), script.file()));
        flyway.migrations().stream()
                .filter(migration -> !hasBaselineFor(migration))
                .forEach(migration ->
                        migration.forwardFile().ifPresent(file -> scripts.put(entry(migration, file), file)));
        flyway.files().repeatables().forEach(script -> scripts.put(entry(script), script.getRelativePath()));
    }

    static Optional<MigrationHistory> open(
            LaidOut laidOut, Path directory, Map<String, String> placeholders, Problems problems) {
        MigrationSource source = new MigrationSource(
                laidOut.layout(),
                List.of(directory.toAbsolutePath().toString()),
                placeholders,
                List.of(),
                Optional.empty(),
                TABLE,
                Place.whole(directory));
        return FlywayMigrations.read(source, MigrationFiles::hasForward, problems)
                .map(flyway -> new FlywayHistory(flyway, laidOut));
    }

    @Override
    public String layout() {
        return laidOut.layout();
    }

    @Override
    public List<String> remarks() {
        return Stream.concat(laidOut.remarks().stream(), needlessReverses().stream())
                .toList();
    }

    private Optional<String> needlessReverses() {
        List<String> needless = files(flyway.files().scripts(FlywaySettings.REVERSE_PREFIX).stream()
                .filter(script -> flyway.files().hasBaselineFor(script.version())));
        return flyway.files()
                .baseline()
                .filter(baseline -> !needless.isEmpty())
                .map(baseline -> "Reverses of versions that " + fileName(baseline.file())
                        + " stands for on an empty database are not walked: " + String.join(", ", needless) + ".");
    }

    private static List<String> files(Stream<VersionedScript> scripts) {
        return scripts.sorted(Comparator.comparing(VersionedScript::version))
                .map(VersionedScript::file)
                .toList();
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

    private boolean hasBaselineFor(Migration migration) {
        return flyway.files().hasBaselineFor(MigrationVersion.fromVersion(migration.version()));
    }

    private HistoryEntry entry(VersionedScript baseline) {
        List<String> leftOut = Stream.concat(
                        files(flyway.files().scripts(FlywaySettings.BASELINE_PREFIX).stream()
                                        .filter(script -> !script.equals(baseline)))
                                .stream(),
                        flyway.migrations().stream()
                                .filter(this::hasBaselineFor)
                                .flatMap(migration -> migration.forwardFile().stream()))
                .toList();
        return new HistoryEntry(
                fileName(baseline.file()),
                baseline.version().getVersion(),
                baseline.description(),
                Reverse.MISSING,
                Stream.concat(
                                leftOut.isEmpty()
                                        ? Stream.of()
                                        : Stream.of("On an empty database Flyway runs this in the place of "
                                                + String.join(", ", leftOut) + ", which were not walked."),
                                metaCommands(Stream.of(baseline.file())))
                        .toList());
    }

    private HistoryEntry entry(Migration migration, String file) {
        Reverse present = migration.reverseBlank() ? Reverse.BLANK : Reverse.PRESENT;
        return new HistoryEntry(
                fileName(file),
                migration.version(),
                migration.description(),
                migration.reverseFile().isEmpty() ? Reverse.MISSING : present,
                metaCommands(Stream.concat(Stream.of(file), migration.reverseFile().stream()))
                        .toList());
    }

    private HistoryEntry entry(LoadableResource repeatable) {
        String file = repeatable.getFilename();
        return new HistoryEntry(
                file,
                "",
                flyway.files().name(file).getDescription(),
                Reverse.MISSING,
                metaCommands(Stream.of(repeatable.getRelativePath())).toList());
    }

    private Stream<String> metaCommands(Stream<String> scripts) {
        return scripts.flatMap(script ->
                MetaCommands.remarks(layout(), fileName(script), flyway.files().text(script)).stream());
    }

    private static String fileName(String file) {
        return Path.of(file).getFileName().toString();
    }
}
