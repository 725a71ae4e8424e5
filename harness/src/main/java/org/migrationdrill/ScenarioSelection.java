package org.migrationdrill;

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
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.rehearsal.DrillPlan;
import org.migrationdrill.rehearsal.DrillPlanner;
import org.migrationdrill.scenario.ScenarioFiles;

/** The plans of the scenarios that are asked for. Stateless. */
public final class ScenarioSelection {
    private ScenarioSelection() {}

    /**
     * Reads every scenario of a folder and plans its drill, in the order of their paths. Nothing is started.
     *
     * @param scenarios the folder, or one {@code drill.yaml}
     * @param only the name of the one scenario that is asked for; empty: all
     * @return never empty
     * @throws NoScenarioException when there is nothing to drill
     * @throws InvalidScenarioException when files have mistakes, also those of scenarios that are not asked for
     */
    public static List<DrillPlan> plans(Path scenarios, Optional<String> only, DrillOptions options) {
        List<Path> files = ScenarioFiles.find(scenarios);
        if (files.isEmpty()) {
            throw new NoScenarioException("No drill.yaml was found below " + scenarios
                    + ", so nothing was drilled. Name the folder of your scenarios"
                    + " (of a build: -Ddrill.scenarios=DIR).");
        }
        List<DrillPlan> plans = planned(files, options);
        List<DrillPlan> chosen = plans.stream()
                .filter(plan -> only.map(plan.scenario().name()::equals).orElse(true))
                .toList();
        if (chosen.isEmpty()) {
            throw new NoScenarioException(unknown(only.orElse(""), plans));
        }
        return chosen;
    }

    private static List<DrillPlan> planned(List<Path> files, DrillOptions options) {
        List<DrillPlan> plans = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                plans.add(DrillPlanner.plan(file, options));
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
