package org.migrationdrill.report;

import org.jspecify.annotations.Nullable;

/**
 * Failures of one operation under load that are alike.
 *
 * @param step the step that ran or had run last; null before the first
 * @param sqlState the server's; empty where the client gave up
 * @param count runs that failed of it in the end
 * @param caused those of them that a step of the plan is the cause of
 * @param hidden failures that a retry hid
 * @param firstMs on the load's axis
 */
public record OperationErrorReport(
        String moment,
        @Nullable String step,
        String version,
        String operation,
        String sqlState,
        String message,
        long count,
        long caused,
        long hidden,
        double firstMs,
        double lastMs) {}
