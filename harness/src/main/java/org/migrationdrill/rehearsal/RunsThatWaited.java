package org.migrationdrill.rehearsal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.migrationdrill.recording.LoadEvent.LockWaited;

/** Which runs of operations waited for a lock, and for whose. Immutable. */
record RunsThatWaited(Set<Long> step, Set<Long> others) {

    static RunsThatWaited of(List<LockWaited> waits) {
        Set<Long> step = new HashSet<>();
        Set<Long> others = new HashSet<>();
        for (LockWaited wait : waits) {
            if (wait.runId() != null) {
                (wait.step() == null ? others : step).add(wait.runId());
            }
        }
        return new RunsThatWaited(step, others);
    }

    /** How many of these had a step in their way. */
    long behindStep(List<Long> runs) {
        return runs.stream().filter(step::contains).count();
    }

    /** How many of these had somebody in their way, and no step. */
    long behindOthers(List<Long> runs) {
        return runs.stream()
                .filter(run -> others.contains(run) && !step.contains(run))
                .count();
    }
}
