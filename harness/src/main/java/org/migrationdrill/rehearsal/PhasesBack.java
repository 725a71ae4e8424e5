package org.migrationdrill.rehearsal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.recording.Event.Failure;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.Rollback;
import org.migrationdrill.scenario.Step;

/** Takes phases back on one copy, one after another, each by its way back. A phase whose schema stays pins that of all before it. */
final class PhasesBack {
    private final TwinContext context;
    private final DatabaseCopy database;
    private boolean schemaKept;

    PhasesBack(TwinContext context, DatabaseCopy database) {
        this.context = context;
        this.database = database;
    }

    /** How a phase was taken back, and where that failed. */
    record Taken(Rollback.Mode mode, Optional<FailedStep> failed) {}

    /** Takes one phase back; empty where its way back is not walked. */
    Optional<Taken> take(int index) {
        PlannedPhase phase = context.plan().phases().get(index);
        if (!phase.mode().isWalked()) {
            return Optional.empty();
        }
        schemaKept = schemaKept || keepsSchema(phase);
        Rollback.Mode mode = schemaKept ? Rollback.Mode.KEEP : phase.mode();
        return Optional.of(new Taken(mode, mode == Rollback.Mode.KEEP ? Optional.empty() : reverse(phase)));
    }

    static boolean keepsSchema(PlannedPhase phase) {
        return phase.mode() == Rollback.Mode.KEEP
                && phase.steps().stream().anyMatch(step -> !(step.step() instanceof Step.Deploy));
    }

    private Optional<FailedStep> reverse(PlannedPhase phase) {
        List<PlannedStep> backwards = new ArrayList<>(phase.steps());
        Collections.reverse(backwards);
        for (PlannedStep step : backwards) {
            Failure error = context.steps().reverse(step, database).error();
            if (error != null) {
                return Optional.of(new FailedStep(step, error, true));
            }
        }
        return Optional.empty();
    }
}
