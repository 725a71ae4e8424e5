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
 * @param line where the statement starts in the script, counted from 1; null when that is not known
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

    boolean isLockTimeout() {
        return sqlState.equals(LOCK_NOT_AVAILABLE);
    }
}
