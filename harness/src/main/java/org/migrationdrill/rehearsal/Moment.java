package org.migrationdrill.rehearsal;

import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.Written;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;

/**
 * When something was observed.
 *
 * @param name {@code before}, {@code <step> forward}, {@code <step> reverse} or {@code after}; on a way back also {@code applied
 *     again}, {@code schema kept}, {@code after writes}, {@code after new writes} (both also {@code … with edge values}), {@code
 *     fixed forward} and {@code put back}
 * @param rollbackOf null on the way forward; else the phase whose rollback is drilled on a fork
 */
record Moment(String phase, String name, @Nullable String rollbackOf) {
    private static final String FIXED_FORWARD = "fixed forward";

    static Moment before(PlannedPhase first) {
        return new Moment(first.name(), "before", null);
    }

    static Moment forward(PlannedPhase phase, PlannedStep step) {
        return new Moment(phase.name(), step.id() + " forward", null);
    }

    static Moment reverse(PlannedPhase phase, PlannedStep step, PlannedPhase rollbackOf) {
        return new Moment(phase.name(), step.id() + " reverse", rollbackOf.name());
    }

    static Moment after(PlannedPhase phase) {
        return new Moment(phase.name(), "after", null);
    }

    /** The app is back, the schema stayed, or the way back is through. */
    static Moment rolledBack(PlannedPhase phase, PlannedPhase rollbackOf) {
        return new Moment(phase.name(), "after", rollbackOf.name());
    }

    /** On the way back from a phase, the plan was applied again. */
    static Moment reapplied(PlannedPhase phase, PlannedPhase rollbackOf) {
        return new Moment(phase.name(), "applied again", rollbackOf.name());
    }

    /** The schema stayed, and the app goes on with it. */
    static Moment schemaKept(PlannedPhase phase, PlannedPhase rollbackOf) {
        return new Moment(phase.name(), "schema kept", rollbackOf.name());
    }

    /** The schema stayed, and all that the app can write was there when an app rollback brought the version before back. */
    static Moment afterWrites(PlannedPhase phase, PlannedPhase rollbackOf, Written written) {
        return new Moment(phase.name(), "after writes" + edges(written), rollbackOf.name());
    }

    /** The same, once what only the newer version can write was there as well. */
    static Moment afterNewWrites(PlannedPhase phase, PlannedPhase rollbackOf, Written written) {
        return new Moment(phase.name(), "after new writes" + edges(written), rollbackOf.name());
    }

    private static String edges(Written written) {
        return written == Written.EDGES ? " with edge values" : "";
    }

    /** The script that goes forward instead of back was run. */
    static Moment fixedForward(PlannedPhase phase, PlannedPhase rollbackOf) {
        return new Moment(phase.name(), FIXED_FORWARD, rollbackOf.name());
    }

    /** The copy from before the phase was put back. */
    static Moment putBack(PlannedPhase phase) {
        return new Moment(phase.name(), "put back", phase.name());
    }

    /** Whether the version before the one that serves may still be brought back from here. */
    boolean leavesAFallback() {
        return isForward() || name.equals(FIXED_FORWARD);
    }

    boolean isBefore() {
        return name.equals("before");
    }

    boolean isForward() {
        return rollbackOf == null;
    }
}
