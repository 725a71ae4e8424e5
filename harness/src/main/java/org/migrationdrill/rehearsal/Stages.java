package org.migrationdrill.rehearsal;

import java.util.ArrayList;
import java.util.List;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;

/** The stages of a drill as its progress names them. */
final class Stages {
    static final String SERVER = "starting the database";
    static final String GOLDEN = "building the golden copy";
    static final String BEFORE = "before: every suite on the untouched copy";

    private Stages() {}

    static String forward(PlannedPhase phase, PlannedStep step) {
        return phase.name() + ": " + step.id();
    }

    static String back(PlannedPhase phase) {
        return phase.name() + ": the way back";
    }

    static List<String> of(DrillPlan plan) {
        List<String> stages = new ArrayList<>(List.of(SERVER, GOLDEN, BEFORE));
        for (PlannedPhase phase : plan.phases()) {
            phase.steps().forEach(step -> stages.add(forward(phase, step)));
            stages.add(back(phase));
        }
        return stages;
    }
}
