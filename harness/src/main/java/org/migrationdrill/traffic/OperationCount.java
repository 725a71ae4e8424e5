package org.migrationdrill.traffic;

import org.migrationdrill.traffic.Ledger.Outcome;
import org.migrationdrill.traffic.Ledger.Row;

/** Counts runs, and measures those that say something about the database. */
final class OperationCount {
    private final Latencies latencies = new Latencies();
    private long count;
    private long failed;
    private long hidden;
    private long voided;

    void add(Row row, boolean isVoid) {
        if (row.outcome() == Outcome.HIDDEN) {
            hidden++;
        }
        if (!row.outcome().isFinal()) {
            return;
        }
        count++;
        if (row.outcome() == Outcome.FAILED) {
            failed++;
        }
        if (isVoid) {
            voided++;
        } else {
            latencies.add(row.latencyMicros());
        }
    }

    TrafficRecord.Summary summary(String version, String operation) {
        return new TrafficRecord.Summary(
                version,
                operation,
                count,
                failed,
                hidden,
                voided,
                latencies.p50Ms(),
                latencies.p99Ms(),
                latencies.maxMs());
    }
}
