package org.migrationdrill.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /** Whether the phase, or one before it, is declared irreversible. */
    static boolean isBeyondReturn(Recording recording, String phase) {
        return recording.started().plan().phases().subList(0, index(recording, phase) + 1).stream()
                .anyMatch(outline -> outline.rollback().equals("irreversible"));
    }

    /** Whether the step deploys an app version. */
    static boolean isDeploy(Recording recording, String phase, @Nullable String step) {
        return phase(recording, phase).steps().stream()
                .anyMatch(outline -> outline.id().equals(step) && outline.kind().equals("deploy"));
    }
}
