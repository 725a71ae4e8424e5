package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a step.
 *
 * @param line where it begins in the step's file, from 1; null where unknown
 * @param locks null when not measured
 * @param rewrote relations whose file was replaced; null when not measured
 * @param scanned tables read from end to end; null when not measured
 * @param rows rows it touched; null where the server gave no count
 * @param walBytes null when not measured
 * @param evidence null when not measured
 */
public record StatementReport(
        String sql,
        @Nullable Integer line,
        Outcome outcome,
        @Nullable ErrorReport error,
        double durationMs,
        @Nullable List<LockReport> locks,
        @Nullable List<String> rewrote,
        @Nullable List<String> scanned,
        @Nullable Long rows,
        @Nullable Long walBytes,
        @Nullable EvidenceReport evidence) {
    public StatementReport {
        requireNonNull(outcome, "outcome");
        locks = Copies.orNull(locks);
        rewrote = Copies.orNull(rewrote);
        scanned = Copies.orNull(scanned);
    }
}
