package org.migrationdrill.migration;

import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.ErrorSubject;

/**
 * Why a migration failed.
 *
 * @param sqlState the server's code; empty when the tool refused the script before the server saw it
 * @param message the server's primary message alone, without detail, hint and context, which may show values
 * @param statement what failed, cut at 4,000 characters; empty when it was none, such as a commit or a Java migration
 * @param file the script, relative to its location, or the class
 * @param line where the statement starts in the script, or where in it the server points, counted from 1; null when that is not known
 * @param subject what the server says that it is about; null where it says nothing
 */
public record SqlFailure(
        String sqlState,
        String message,
        String statement,
        String file,
        @Nullable Integer line,
        @Nullable ErrorSubject subject) {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** About nothing that the server names. */
    public SqlFailure(String sqlState, String message, String statement, String file, @Nullable Integer line) {
        this(sqlState, message, statement, file, line, null);
    }

    SqlFailure about(@Nullable ErrorSubject named) {
        return new SqlFailure(sqlState, message, statement, file, line, named);
    }

    /** Class 08 is a connection's end as the driver sees it, 57P01 to 57P03 as the server announces it. */
    static boolean isConnectionLost(String sqlState) {
        return sqlState.startsWith("08") || sqlState.matches("57P0[1-3]");
    }

    boolean isLockTimeout() {
        return sqlState.equals(LOCK_NOT_AVAILABLE);
    }
}
