package org.migrationdrill.migration;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.layout.LaidOut;
import org.migrationdrill.layout.LaidOutMigration;
import org.migrationdrill.layout.Script;

/** A history of scripts that are sent to the server as their tool would send them. */
final class ScriptHistory implements MigrationHistory {
    private final LaidOut.Scripts scripts;
    private final Path directory;
    private final Map<String, LaidOutMigration> migrations = new LinkedHashMap<>();

    ScriptHistory(LaidOut.Scripts scripts, Path directory) {
        this.scripts = scripts;
        this.directory = directory;
        scripts.migrations().forEach(migration -> migrations.put(migration.id(), migration));
    }

    @Override
    public String layout() {
        return scripts.layout();
    }

    @Override
    public List<HistoryEntry> entries() {
        return migrations.values().stream().map(ScriptHistory::entry).toList();
    }

    @Override
    public List<String> remarks() {
        return scripts.remarks();
    }

    @Override
    public Set<String> ownTables() {
        return scripts.ownTables();
    }

    @Override
    public void prepare(DatabaseCopy database) {
        if (scripts.bootstrap() != null
                && new ScriptRun(database, scripts.bootstrap(), List.of()).run()
                        instanceof MigrationResult.Failed failed) {
            throw RefusedScriptException.of(
                    directory.resolve(failed.failure().file()),
                    failed.failure(),
                    "It runs before the first migration, so none was walked.");
        }
        try (SimpleSession session = new SimpleSession(database)) {
            for (String sql : scripts.prepare()) {
                Optional<SQLException> failure = session.send(sql).failure();
                if (failure.isPresent()) {
                    throw failure.get();
                }
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(
                    "What " + scripts.layout() + " needs before its first migration can't be made in database "
                            + database.name() + ": " + ServerMessage.primary(e) + ". Look into the server's log.",
                    e);
        }
    }

    @Override
    public MigrationResult forward(DatabaseCopy database, HistoryEntry entry) {
        LaidOutMigration migration = known(entry);
        return new ScriptRun(database, migration.forward(), migration.noteForward()).run();
    }

    @Override
    public MigrationResult reverse(DatabaseCopy database, HistoryEntry entry) {
        LaidOutMigration migration = known(entry);
        Script reverse = migration
                .wayBack()
                .orElseThrow(() -> new IllegalStateException("migration " + entry.id() + " has no reverse"));
        return new ScriptRun(database, reverse, migration.noteReverse()).run();
    }

    private LaidOutMigration known(HistoryEntry entry) {
        LaidOutMigration migration = migrations.get(entry.id());
        if (migration == null) {
            throw new IllegalStateException("no migration is called " + entry.id());
        }
        return migration;
    }

    private static HistoryEntry entry(LaidOutMigration migration) {
        return new HistoryEntry(
                migration.id(), migration.version(), migration.name(), reverse(migration), migration.remarks());
    }

    private static HistoryEntry.Reverse reverse(LaidOutMigration migration) {
        return migration
                .wayBack()
                .map(script -> script.isBlank() ? HistoryEntry.Reverse.BLANK : HistoryEntry.Reverse.PRESENT)
                .orElse(HistoryEntry.Reverse.MISSING);
    }
}
