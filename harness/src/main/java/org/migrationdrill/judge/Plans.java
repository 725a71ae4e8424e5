package org.migrationdrill.judge;

import java.util.List;
import org.migrationdrill.recording.PlanOutline.PhaseOutline;
import org.migrationdrill.recording.Recording;

/** Finds phases in a recording's plan. */
final class Plans {
    static final String BASELINE = "baseline";

    private Plans() {}

    static PhaseOutline phase(Recording recording, String name) {
        return recording.started().plan().phases().stream()
                .filter(phase -> phase.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the recording's plan has no phase " + name));
    }

    /** The phase that follows what a rollback went back to. */
    static String after(Recording recording, String to) {
        List<PhaseOutline> phases = recording.started().plan().phases();
        if (to.equals(BASELINE)) {
            return phases.get(0).name();
        }
        return phases.get(index(recording, to) + 1).name();
    }

    static int index(Recording recording, String phase) {
        List<PhaseOutline> phases = recording.started().plan().phases();
        return phases.indexOf(phase(recording, phase));
    }
}
