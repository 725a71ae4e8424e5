package org.migrationdrill.report;

import org.jspecify.annotations.Nullable;

/**
 * A failure as the server or a command told it, without values of foreign data.
 *
 * @param sqlState five characters; null where no database answered
 * @param line from 1, in the file
 */
public record ErrorReport(
        @Nullable String sqlState,
        String message,
        @Nullable String statement,
        @Nullable String file,
        @Nullable Integer line) {}
