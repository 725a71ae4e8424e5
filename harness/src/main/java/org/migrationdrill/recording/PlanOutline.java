package org.migrationdrill.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan as the judge needs it. Lists are in the order of the rollout.
 *
 * @param apps the app versions; the first serves at the start
 */
public record PlanOutline(
        List<String> apps, List<String> consumers, List<PhaseOutline> phases, List<String> invariants) {
    public PlanOutline {
        apps = List.copyOf(apps);
        consumers = List.copyOf(consumers);
        phases = List.copyOf(phases);
        invariants = List.copyOf(invariants);
    }

    /**
     * @param rollback the grammar's word for the way back
     * @param declared whether the author chose it
     * @param reason the author's reason
     */
    public record PhaseOutline(
            String name,
            List<StepOutline> steps,
            String rollback,
            boolean declared,
            @Nullable String reason) {
        public PhaseOutline {
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param id unique in the plan: {@code migrate 2}
     * @param file the forward file, as the author would look for it
     * @param reverse the reverse file; null where there is none
     */
    public record StepOutline(
            String id,
            String kind,
            String subject,
            @Nullable String file,
            @Nullable String reverse) {}
}
