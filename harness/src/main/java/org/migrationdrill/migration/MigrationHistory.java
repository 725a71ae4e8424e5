package org.migrationdrill.migration;

import java.util.List;
import java.util.Set;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseUnavailableException;

/**
 * All migrations of a directory, which can be walked one by one, forward and back, as their tool would run them: its transactions,
 * its splitting into statements, its order and its history table. Each call opens sessions of its own and closes them all. What a
 * migration does wrong is a result; a server that is gone is a {@link DatabaseUnavailableException}. Holds no state between calls;
 * one call at a time.
 */
public interface MigrationHistory {
    /** The layout's word: {@code golang-migrate}. */
    String layout();

    /** In the order in which the tool applies them. */
    List<HistoryEntry> entries();

    /** What a reader should know of files that are not walked, in sentences. */
    List<String> remarks();

    /** The tables that belong to the tool and not to the app: {@code public.schema_migrations}. */
    Set<String> ownTables();

    /**
     * Makes the tool's own tables in an empty database.
     *
     * @throws RefusedScriptException when a script that the tool runs before all migrations fails
     */
    void prepare(DatabaseCopy database);

    /** Applies one migration, whatever is applied, and notes it in the tool's table when it succeeds. */
    MigrationResult forward(DatabaseCopy database, HistoryEntry entry);

    /**
     * Runs one migration's reverse, and takes it out of the tool's table when it succeeds.
     *
     * @throws IllegalStateException when it has none
     */
    MigrationResult reverse(DatabaseCopy database, HistoryEntry entry);
}
