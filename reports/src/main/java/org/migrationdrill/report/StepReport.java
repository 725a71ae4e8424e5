package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step in one direction.
 *
 * @param id unique among the plan's steps; the same for both directions
 * @param kind the grammar's word: {@code migrate}, {@code backfill}, {@code deploy}, {@code run}
 * @param attempts 0 when not reached
 * @param durationMs of all attempts and the pauses between them
 * @param file the script, relative to the scenario; null where there is none
 * @param error what ended it; null unless it failed
 * @param batches null unless it is a backfill that ran under load
 */
public record StepReport(
        String id,
        String kind,
        Direction direction,
        Outcome outcome,
        int attempts,
        long durationMs,
        @Nullable String file,
        List<StatementReport> statements,
        @Nullable ErrorReport error,
        @Nullable BatchesReport batches) {
    public StepReport {
        requireNonNull(id, "id");
        requireNonNull(direction, "direction");
        requireNonNull(outcome, "outcome");
        statements = List.copyOf(statements);
    }
}
