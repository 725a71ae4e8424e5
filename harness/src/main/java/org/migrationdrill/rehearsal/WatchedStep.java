package org.migrationdrill.rehearsal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.Event.AttemptSeen;
import org.migrationdrill.recording.Event.BatchesSeen;

/**
 * What came of a step that was watched.
 *
 * @param processes the backends of its sessions, as far as they are known
 * @param batches null unless it is a backfill that went forward
 */
record WatchedStep(
        StepOutcome outcome,
        List<AttemptSeen> attempts,
        List<StatementTrace> statements,
        List<Integer> processes,
        @Nullable BatchesSeen batches) {
    WatchedStep {
        attempts = List.copyOf(attempts);
        statements = List.copyOf(statements);
        processes = List.copyOf(processes);
    }
}
