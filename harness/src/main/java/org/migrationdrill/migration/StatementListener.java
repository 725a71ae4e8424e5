package org.migrationdrill.migration;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Is told of a migration's sessions and of every statement, in order, on the migration's thread and while its transaction may still
 * be open. What it throws ends the migration and reaches its caller. A session is the one that runs the statements and not a proxy
 * of it: whoever asks it something sees what it has not committed, and must leave it and its transaction as they were.
 */
@FunctionalInterface
public interface StatementListener {
    /** The server has answered a statement. */
    void ran(StatementRun run);

    /** The tool has opened a session, which may be one that runs no statement of the migration. */
    default void opened(Connection session) {}

    /** A statement is about to be sent; {@link #ran} follows, unless the session is lost. */
    default void starts(Connection session, String file, @Nullable Integer line, String sql) {}

    /** The tool has ended the session's transaction, whether it was committed or not, or the session itself. */
    default void transactionEnded(Connection session) {}
}
