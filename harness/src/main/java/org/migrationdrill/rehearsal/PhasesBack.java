package org.migrationdrill.rehearsal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedScript;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.Rollback;
import org.migrationdrill.scenario.Step;

/**
 * Takes phases back on copies, one after another, each by its way back. A phase whose schema stays pins that of all before it. One that
 * is fixed forward, or whose copy is put back, is the last on its way.
 */
final class PhasesBack {
    private final TwinContext context;
    private boolean schemaKept;

    PhasesBack(TwinContext context) {
        this.context = context;
    }

    /**
     * How a phase was taken back, and where that failed.
     *
     * @param left what the way back leaves: the database it was gone on, or the one that took its place
     */
    record Taken(Rollback.Mode mode, Optional<FailedStep> failed, DatabaseCopy left) {}

    /** How the next phase is taken back; empty where nobody goes back. */
    Optional<Rollback.Mode> mode(int index) {
        PlannedPhase phase = context.plan().phases().get(index);
        if (!phase.mode().isWalked()) {
            return Optional.of(phase.mode()).filter(mode -> mode != Rollback.Mode.IRREVERSIBLE);
        }
        schemaKept = schemaKept || keepsSchema(phase);
        return Optional.of(schemaKept ? Rollback.Mode.KEEP : phase.mode());
    }

    /** Whether nothing but the app goes back in the next phase. */
    boolean schemaStays(int index) {
        boolean onlyApps = !touchesDatabase(context.plan().phases().get(index));
        return mode(index)
                .filter(mode -> mode == Rollback.Mode.KEEP || (mode == Rollback.Mode.REVERSE && onlyApps))
                .isPresent();
    }

    /** Takes the next phase back; empty where nobody goes back. */
    Optional<Taken> take(int index, DatabaseCopy database) {
        PlannedPhase phase = context.plan().phases().get(index);
        return mode(index).map(mode -> switch (mode) {
            case REVERSE -> new Taken(mode, reverse(phase, database), database);
            case FORWARD_FIX -> new Taken(mode, fix(phase, database), database);
            case RESTORE -> new Taken(mode, Optional.empty(), context.saved().of(phase));
            case KEEP, IRREVERSIBLE -> new Taken(mode, Optional.empty(), database);
        });
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
                return Optional.of(new FailedStep(step.id(), error, false));
            }
        }
        return Optional.empty();
    }

    private Optional<FailedStep> fix(PlannedPhase phase, DatabaseCopy database) {
        PlannedScript script = ForwardFix.scriptOf(phase);
        return Optional.ofNullable(context.steps().script(script, database).error())
                .map(error -> new FailedStep(script.file(), error, false));
    }
}
