package org.migrationdrill.walk;

import java.util.List;
import java.util.Set;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.migration.HistoryEntry;
import org.migrationdrill.migration.MigrationHistory;
import org.migrationdrill.migration.MigrationResult;

/** A history that several threads may call: a tool may keep things for the whole program. */
record OneAtATime(MigrationHistory history) implements MigrationHistory {
    @Override
    public String layout() {
        return history.layout();
    }

    @Override
    public List<HistoryEntry> entries() {
        return history.entries();
    }

    @Override
    public List<String> remarks() {
        return history.remarks();
    }

    @Override
    public Set<String> ownTables() {
        return history.ownTables();
    }

    @Override
    public void prepare(DatabaseCopy database) {
        synchronized (history) {
            history.prepare(database);
        }
    }

    @Override
    public MigrationResult forward(DatabaseCopy database, HistoryEntry entry) {
        synchronized (history) {
            return history.forward(database, entry);
        }
    }

    @Override
    public MigrationResult reverse(DatabaseCopy database, HistoryEntry entry) {
        synchronized (history) {
            return history.reverse(database, entry);
        }
    }
}
