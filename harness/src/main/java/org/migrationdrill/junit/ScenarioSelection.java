package org.migrationdrill.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.migrationdrill.input.InvalidScenarioException;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problem;
import org.migrationdrill.input.Problems;
import org.migrationdrill.rehearsal.DrillPlan;
import org.migrationdrill.rehearsal.DrillPlanner;
import org.migrationdrill.scenario.ScenarioFiles;

/** The plans of the scenarios that were asked for. */
final class ScenarioSelection {
    private final DrillSettings settings;

    ScenarioSelection(DrillSettings settings) {
        this.settings = settings;
    }

    List<DrillPlan> plans() {
        List<Path> files = ScenarioFiles.find(settings.scenarios());
        if (files.isEmpty()) {
            throw new NoScenarioException("No drill.yaml was found below " + settings.scenarios()
                    + ", so nothing was drilled. Name the folder of your scenarios: -Ddrill.scenarios=DIR.");
        }
        List<DrillPlan> plans = planned(files);
        List<DrillPlan> chosen = plans.stream()
                .filter(plan ->
                        settings.only().map(plan.scenario().name()::equals).orElse(true))
                .toList();
        if (chosen.isEmpty()) {
            throw new NoScenarioException(unknown(settings.only().orElse(""), plans));
        }
        return chosen;
    }

    private List<DrillPlan> planned(List<Path> files) {
        List<DrillPlan> plans = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                plans.add(DrillPlanner.plan(file, settings.options()));
            } catch (InvalidScenarioException e) {
                problems.addAll(e.problems());
            }
        }
        problems.addAll(sharedNames(plans));
        if (!problems.isEmpty()) {
            throw new InvalidScenarioException(problems);
        }
        return plans;
    }

    /** Two scenarios of one name would write their reports over each other. */
    private static List<Problem> sharedNames(List<DrillPlan> plans) {
        Map<String, Path> first = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (DrillPlan plan : plans) {
            Path file = plan.scenario().file();
            Path other = first.putIfAbsent(plan.scenario().name(), file);
            if (other != null) {
                String found = "the scenario name ‘" + plan.scenario().name() + "’, which " + other + " has too";
                problems.add(new Problem(new Place(file, 1), found, "a name of its own", Optional.empty()));
            }
        }
        return problems;
    }

    private static String unknown(String name, List<DrillPlan> plans) {
        List<String> names =
                plans.stream().map(plan -> plan.scenario().name()).sorted().toList();
        Optional<String> nearest = Problems.nearest(name, names);
        return "No scenario is named ‘" + name + "’, so nothing was drilled. There are: "
                + names.stream().collect(Collectors.joining(", ")) + "."
                + nearest.map(word -> " Did you mean ‘" + word + "’?").orElse("");
    }
}
