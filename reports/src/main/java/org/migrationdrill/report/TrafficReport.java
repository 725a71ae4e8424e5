package org.migrationdrill.report;

import org.jspecify.annotations.Nullable;

/**
 * The load of one operation at one moment. Latencies count from when each run was due, so that a stall counts in full.
 *
 * @param count runs that were due in the moment
 * @param failed runs that failed in the end
 * @param hidden failures that the app's declared retry hid
 * @param voided runs that don't count since the generator itself was late
 * @param p50Ms null without the samples for it, as are the others
 */
public record TrafficReport(
        String moment,
        String version,
        String operation,
        long count,
        long failed,
        long hidden,
        long voided,
        @Nullable Double p50Ms,
        @Nullable Double p99Ms,
        @Nullable Double maxMs) {}
