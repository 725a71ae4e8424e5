package org.migrationdrill.report;

/**
 * The load of one operation at one moment.
 *
 * @param p50Ms from the moment each was due
 */
public record TrafficReport(
        String moment,
        String version,
        String operation,
        long count,
        long failed,
        double p50Ms,
        double p99Ms,
        double maxMs) {}
