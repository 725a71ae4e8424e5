package org.migrationdrill.rehearsal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.recording.PhaseEvent.Standing;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.scenario.Step;

/**
 * Which versions of the rollout are live at a moment: one, or two while a deploy step runs.
 *
 * @param apps in the order of the rollout
 * @param oldest index of the oldest live version
 * @param newest index of the newest live version
 */
record Serving(List<AppVersion> apps, int oldest, int newest) {

    /** The first version serves. */
    static Serving atStart(List<AppVersion> apps) {
        return new Serving(apps, 0, 0);
    }

    /** While the version is deployed, forward or back: it and the one that served. */
    Serving during(String version) {
        int other = indexOf(version);
        return new Serving(apps, Math.min(newest, other), Math.max(newest, other));
    }

    Serving after(String version) {
        int only = indexOf(version);
        return new Serving(apps, only, only);
    }

    /** The version before the one that serves: where a deploy's reverse leads. */
    String before(String version) {
        return apps.get(indexOf(version) - 1).name();
    }

    /** Once the deploys of a phase are taken back. */
    Serving rolledBack(PlannedPhase phase) {
        Serving serving = this;
        for (int i = phase.steps().size() - 1; i >= 0; i--) {
            if (phase.steps().get(i).step() instanceof Step.Deploy deploy) {
                serving = serving.after(serving.before(deploy.version()));
            }
        }
        return serving;
    }

    /** Every version with its standing, in the order of the rollout. */
    Map<AppVersion, Standing> standings() {
        Map<AppVersion, Standing> standings = new LinkedHashMap<>();
        for (int i = 0; i < apps.size(); i++) {
            standings.put(apps.get(i), standing(i));
        }
        return standings;
    }

    private Standing standing(int index) {
        if (index > newest) {
            return Standing.EARLY;
        }
        if (index >= oldest) {
            return Standing.SERVING;
        }
        return index == oldest - 1 ? Standing.FALLBACK : Standing.LATE;
    }

    /** Those that are live, the oldest first. */
    List<AppVersion> live() {
        return apps.subList(oldest, Math.min(newest + 1, apps.size()));
    }

    /** The newest version that serves; empty where there is no app. */
    String newestName() {
        return apps.isEmpty() ? "" : apps.get(newest).name();
    }

    private int indexOf(String version) {
        for (int i = 0; i < apps.size(); i++) {
            if (apps.get(i).name().equals(version)) {
                return i;
            }
        }
        throw new IllegalStateException("the plan deploys " + version + ", which is none of its app versions");
    }
}
