package org.migrationdrill.report;

import org.jspecify.annotations.Nullable;

/**
 * How a backfill got on.
 *
 * @param rowsPerSecond over all of it, pauses included; null where it changed none
 * @param p50Ms of one batch; null without the samples for it
 * @param resumedAt the key it went on after; null: it began at the beginning
 * @param stopped why it stopped before its end; null: it did not
 */
public record BatchesReport(
        long batches,
        long rows,
        @Nullable Double rowsPerSecond,
        @Nullable Double p50Ms,
        double maxMs,
        @Nullable String resumedAt,
        @Nullable String stopped) {}
