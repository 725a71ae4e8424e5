package org.migrationdrill.report;

import org.jspecify.annotations.Nullable;

/**
 * Why a migration or its reverse failed.
 *
 * @param sqlState the server's code; empty when the tool refused the script
 * @param message the server's primary message
 * @param file null where that is not known
 * @param line where the statement starts in the file, counted from 1; null where that is not known
 * @param statement may be empty
 * @param reason more words on it, where its code tells more than the server's message; null otherwise
 * @param lacking whether it is for want of something that this server has not got, so that nothing is known of the migration
 */
public record WalkError(
        String sqlState,
        String message,
        @Nullable String file,
        @Nullable Integer line,
        String statement,
        @Nullable String reason,
        boolean lacking) {}
