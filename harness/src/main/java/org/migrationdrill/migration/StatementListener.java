package org.migrationdrill.migration;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Is told of every statement of a migration, in order, on the migration's thread and while its transaction may still be open. It may
 * ask the session and must leave it as it was. What it throws ends the migration and reaches its caller.
 */
@FunctionalInterface
public interface StatementListener {
    /** A statement was answered. */
    void ran(StatementRun run);

    /** The tool opened a session. */
    default void opened(Connection session) throws SQLException {}

    /** A statement of a script is about to be sent. */
    default void before(Connection session) throws SQLException {}

    /** It was answered; its transaction may still be open, or have failed. Called before {@link #ran}. */
    default void after(Connection session, StatementRun run) throws SQLException {}

    /** The session's transaction was committed or rolled back. */
    default void transactionEnded(Connection session) throws SQLException {}
}
