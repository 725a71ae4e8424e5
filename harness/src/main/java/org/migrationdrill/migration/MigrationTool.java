package org.migrationdrill.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseUnavailableException;

/**
 * A migration tool set up for one scenario: it takes a database forward and back, one version at a time. Each call opens sessions
 * of its own and closes them all. What a migration does wrong is a result; a server that is gone is a {@link
 * DatabaseUnavailableException}; a version that can't be run now, since it is unknown, applied already or not applied yet, is an
 * {@link IllegalStateException}. Holds no state between calls; one call at a time, as the tool's log is shared.
 */
public interface MigrationTool {
    /** All versioned migrations, in the order of their versions. */
    List<Migration> migrations();

    /**
     * Applies every migration up to a version as history, on an empty database.
     *
     * @param version the last version, inclusive; empty: nothing is applied
     * @param repeatables whether repeatable migrations run at its end
     */
    MigrationResult baseline(DatabaseCopy database, Optional<String> version, boolean repeatables);

    /**
     * The newest version that the database's history has as applied, spelt as in {@link #migrations} where it is one of these; empty:
     * none, or there is no history.
     */
    Optional<String> newestApplied(DatabaseCopy database);

    /**
     * Applies this version and no other one, then the repeatable migrations that are new or changed. Traces of an earlier attempt
     * of the version that failed half-way are removed from the tool's history first.
     */
    MigrationResult forward(
            DatabaseCopy database, String version, SessionSettings settings, StatementListener listener);

    /** Runs the reverse of a version, whatever was applied after it; when it succeeds, the version is pending again. */
    MigrationResult reverse(
            DatabaseCopy database, String version, SessionSettings settings, StatementListener listener);

    /** The tables that belong to the tool and not to the app: {@code public.flyway_schema_history}. */
    Set<String> ownTables();
}
