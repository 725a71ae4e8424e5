package org.migrationdrill.rehearsal;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.LoadEvent;
import org.migrationdrill.recording.LoadEvent.AttemptSeen;
import org.migrationdrill.recording.LoadEvent.BatchesSeen;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;

/**
 * What came of a step under load. Times are milliseconds on the run's axis.
 *
 * @param attempts none where there was nothing to do
 * @param statements of all attempts, in the order in which their transactions ended
 * @param backends the server's processes of its sessions; those of a command are not known
 * @param batches present for backfills
 */
record WatchedStep(
        StepOutcome outcome,
        double startMs,
        double endMs,
        List<AttemptSeen> attempts,
        List<StatementTrace> statements,
        Set<Integer> backends,
        @Nullable BatchesSeen batches) {
    WatchedStep {
        attempts = List.copyOf(attempts);
        statements = List.copyOf(statements);
        backends = Set.copyOf(backends);
    }

    LoadEvent.LoadStepRan toEvent(PlannedPhase phase, PlannedStep step, Passage passage) {
        return new LoadEvent.LoadStepRan(
                phase.name(),
                step.id(),
                step.step().kind(),
                passage,
                startMs,
                endMs,
                outcome.succeeded(),
                outcome.file(),
                outcome.error(),
                attempts,
                statements,
                batches);
    }
}
