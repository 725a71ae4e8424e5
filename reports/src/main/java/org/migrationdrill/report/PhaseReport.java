package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one phase, forward and back.
 *
 * @param steps forward in plan order, then those of the rollbacks
 * @param rollbacks the walk back from the end of this phase, one entry a phase that was undone, in the order undone
 * @param newFeature what became of what only the newer version can write, when this phase was rolled back
 * @param lockWaits the longest; null when waits were not measured
 * @param traffic null when no load ran
 * @param outages what made operations wait, the longest first; null when waits were not measured
 * @param operationErrors operations that failed under load; null when no load ran
 */
public record PhaseReport(
        String name,
        Outcome outcome,
        List<StepReport> steps,
        List<Compatibility> compatibility,
        List<Verification> verifications,
        List<RollbackReport> rollbacks,
        List<NewFeatureWrites> newFeature,
        @Nullable List<LockWaitReport> lockWaits,
        @Nullable List<TrafficReport> traffic,
        @Nullable List<OutageReport> outages,
        @Nullable List<OperationErrorReport> operationErrors) {
    public PhaseReport {
        requireNonNull(name, "name");
        requireNonNull(outcome, "outcome");
        steps = List.copyOf(steps);
        compatibility = List.copyOf(compatibility);
        verifications = List.copyOf(verifications);
        rollbacks = List.copyOf(rollbacks);
        newFeature = List.copyOf(newFeature);
        lockWaits = Copies.orNull(lockWaits);
        traffic = Copies.orNull(traffic);
        outages = Copies.orNull(outages);
        operationErrors = Copies.orNull(operationErrors);
    }

    /** No operation was new with this phase. */
    public PhaseReport(
            String name,
            Outcome outcome,
            List<StepReport> steps,
            List<Compatibility> compatibility,
            List<Verification> verifications,
            List<RollbackReport> rollbacks,
            @Nullable List<LockWaitReport> lockWaits,
            @Nullable List<TrafficReport> traffic,
            @Nullable List<OutageReport> outages,
            @Nullable List<OperationErrorReport> operationErrors) {
        this(
                name,
                outcome,
                steps,
                compatibility,
                verifications,
                rollbacks,
                List.of(),
                lockWaits,
                traffic,
                outages,
                operationErrors);
    }
}
