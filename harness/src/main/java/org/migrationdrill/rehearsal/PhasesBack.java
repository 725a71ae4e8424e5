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

/** Takes phases back on copies, one after another, each by its way back. A phase whose schema stays pins that of all before it. */
final class PhasesBack {
    private final TwinContext context;
    private boolean schemaKept;

    PhasesBack(TwinContext context) {
        this.context = context;
    }

    /** How a phase was taken back, and where that failed. */
    record Taken(Rollback.Mode mode, Optional<FailedStep> failed) {}

    /** How the next phase is taken back; empty where its way back is not walked. */
    Optional<Rollback.Mode> mode(int index) {
        PlannedPhase phase = context.plan().phases().get(index);
        if (!phase.mode().isWalked()) {
            return Optional.empty();
        }
        schemaKept = schemaKept || keepsSchema(phase);
        return Optional.of(schemaKept ? Rollback.Mode.KEEP : phase.mode());
    }

    /** Whether nothing but the app goes back in the next phase. */
    boolean schemaStays(int index) {
        boolean onlyApps = !touchesDatabase(context.plan().phases().get(index));
        return mode(index)
                .filter(mode -> mode == Rollback.Mode.KEEP || onlyApps)
                .isPresent();
    }

    /** Takes the next phase back; empty where its way back is not walked. */
    Optional<Taken> take(int index, DatabaseCopy database) {
        PlannedPhase phase = context.plan().phases().get(index);
        return mode(index)
                .map(mode -> new Taken(mode, mode == Rollback.Mode.KEEP ? Optional.empty() : reverse(phase, database)));
    }

    static boolean keepsSchema(PlannedPhase phase) {
        return phase.mode() == Rollback.Mode.KEEP && touchesDatabase(phase);
    }

    /** Whether the phase does more than to deploy. */
    static boolean touchesDatabase(PlannedPhase phase) {
        return phase.steps().stream().anyMatch(step -> !(step.step() instanceof Step.Deploy));
    }

    private Optional<FailedStep> reverse(PlannedPhase phase, DatabaseCopy database) {
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
