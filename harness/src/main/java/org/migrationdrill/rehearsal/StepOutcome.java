package org.migrationdrill.rehearsal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.LoadEvent.BatchesSeen;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.PhaseEvent.StatementSeen;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;

/**
 * What came of a step.
 *
 * @param attempts 0 where there was nothing to do
 * @param file the file that was run; null where none was
 * @param error present when it failed in the end
 * @param batches present where it was a backfill
 */
record StepOutcome(
        int attempts,
        Duration duration,
        @Nullable String file,
        @Nullable Failure error,
        List<StatementSeen> statements,
        @Nullable BatchesSeen batches) {
    StepOutcome {
        statements = List.copyOf(statements);
    }

    /** A step that asks nothing of the database. */
    static StepOutcome nothingToDo() {
        return new StepOutcome(0, Duration.ZERO, null, null, List.of(), null);
    }

    boolean succeeded() {
        return error == null;
    }

    PhaseEvent.StepRan toEvent(PlannedPhase phase, PlannedStep step, Passage passage) {
        return new PhaseEvent.StepRan(
                phase.name(),
                step.id(),
                step.step().kind(),
                passage,
                succeeded(),
                attempts,
                duration.toMillis(),
                file,
                error,
                statements);
    }
}
