package org.migrationdrill.migration;

import org.jspecify.annotations.Nullable;

/**
 * Why a migration failed.
 *
 * @param sqlState the server's code; empty when the tool refused the script before the server saw it
 * @param message the server's primary message alone, without detail, hint and context, which may show values
 * @param statement what failed, cut at 4,000 characters; empty when it was none, such as a commit or a Java migration
 * @param file the script, relative to its location, or the class
 * @param line where the statement starts in the script, counted from 1; null when that is not known
 */
public record SqlFailure(
        String sqlState,
        String message,
        String statement,
        String file,
        @Nullable Integer line) {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    boolean isLockTimeout() {
        return sqlState.equals(LOCK_NOT_AVAILABLE);
    }
}
