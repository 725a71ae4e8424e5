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

    static final String LOAD_CONTROL = "under load: the traffic without migration";
    static final String LOAD_BEFORE = "under load: before the first step";

    private Stages() {}

    static String loadForward(PlannedPhase phase, PlannedStep step) {
        return "under load, " + phase.name() + ": " + step.id();
    }

    static String loadBack(PlannedPhase phase, PlannedStep step) {
        return "under load, " + phase.name() + ": " + step.id() + " back";
    }

    static String forward(PlannedPhase phase, PlannedStep step) {
        return phase.name() + ": " + step.id();
    }

    static String back(PlannedPhase phase) {
        return phase.name() + ": the way back";
    }

    static List<String> of(DrillPlan plan) {
        List<String> stages = new ArrayList<>(List.of(SERVER, GOLDEN));
        if (plan.options().rehearsals().contains(DrillOptions.Kind.TWIN)) {
            stages.addAll(ofTwin(plan));
        }
        if (plan.options().rehearsals().contains(DrillOptions.Kind.LOAD)) {
            stages.addAll(ofLoad(plan));
        }
        return stages;
    }

    private static List<String> ofTwin(DrillPlan plan) {
        List<String> stages = new ArrayList<>(List.of(BEFORE));
        for (PlannedPhase phase : plan.phases()) {
            phase.steps().forEach(step -> stages.add(forward(phase, step)));
            stages.add(back(phase));
        }
        return stages;
    }

    private static List<String> ofLoad(DrillPlan plan) {
        List<String> stages = new ArrayList<>(List.of(LOAD_CONTROL, LOAD_BEFORE));
        List<String> back = new ArrayList<>();
        for (PlannedPhase phase : plan.phases()) {
            phase.steps().forEach(step -> {
                stages.add(loadForward(phase, step));
                back.add(0, loadBack(phase, step));
            });
        }
        stages.addAll(back);
        return stages;
    }
}
