package org.migrationdrill.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.scenario.MigrationSource;

/** A history of Flyway's. */
final class FlywayHistory implements MigrationHistory {
    private static final String TABLE = "flyway_schema_history";

    private final MigrationTool flyway;
    private final String layout;

    private FlywayHistory(MigrationTool flyway, String layout) {
        this.flyway = flyway;
        this.layout = layout;
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
        return FlywayMigrations.open(source, problems).map(flyway -> new FlywayHistory(flyway, layout));
    }

    @Override
    public String layout() {
        return layout;
    }

    @Override
    public List<HistoryEntry> entries() {
        return flyway.migrations().stream().map(FlywayHistory::entry).toList();
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
        return flyway.forward(database, entry.version(), SessionSettings.none(), run -> {});
    }

    @Override
    public MigrationResult reverse(DatabaseCopy database, HistoryEntry entry) {
        return flyway.reverse(database, entry.version(), SessionSettings.none(), run -> {});
    }

    private static HistoryEntry entry(Migration migration) {
        String file = migration.forwardFile().orElse(migration.version());
        HistoryEntry.Reverse reverse = migration.reverseFile().isEmpty()
                ? HistoryEntry.Reverse.MISSING
                : migration.reverseBlank() ? HistoryEntry.Reverse.BLANK : HistoryEntry.Reverse.PRESENT;
        return new HistoryEntry(
                Path.of(file).getFileName().toString(),
                migration.version(),
                migration.description(),
                reverse,
                List.of());
    }
}
