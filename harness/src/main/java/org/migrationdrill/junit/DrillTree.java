package org.migrationdrill.junit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.migrationdrill.Announcement;
import org.migrationdrill.Drill;
import org.migrationdrill.NoScenarioException;
import org.migrationdrill.ScenarioSelection;
import org.migrationdrill.input.InvalidScenarioException;
import org.migrationdrill.progress.Terminals;
import org.migrationdrill.rehearsal.DrillPlan;
import org.migrationdrill.report.DrillReport;

/**
 * The drills of a folder as a tree of tests: scenario, phase, check. Every scenario is read before the first drill starts.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> drills() {
 *     return DrillTree.of(DrillSettings.fromSystemProperties(Path.of("src/drills")));
 * }
 * }</pre>
 */
public final class DrillTree {
    private final DrillSettings settings;
    private final PrintStream out;

    private DrillTree(DrillSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /**
     * The tree. A drill runs when its branch is reached.
     *
     * @throws NoScenarioException when there is nothing to drill
     * @throws InvalidScenarioException when files of the scenarios have mistakes; nothing was started
     */
    public static Stream<DynamicNode> of(DrillSettings settings) {
        return new DrillTree(settings, System.out).nodes();
    }

    private Stream<DynamicNode> nodes() {
        List<DrillPlan> plans = ScenarioSelection.plans(settings.scenarios(), settings.only(), settings.options());
        return plans.stream()
                .map(plan -> DynamicContainer.dynamicContainer(
                        plan.scenario().name(), plan.scenario().file().toUri(), branches(plan)));
    }

    /** Runs the drill when JUnit asks for the first of its tests. */
    private Stream<DynamicNode> branches(DrillPlan plan) {
        return Stream.of(plan).flatMap(ready -> {
            Path folder = settings.reports().resolve(ready.scenario().name());
            DrillReport report = Drill.runBelow(settings.reports(), ready, Terminals.progress(out, System.getenv()));
            out.println(Announcement.of(report, folder));
            return new DrillChecks(report, folder, settings.failOnWarning()).nodes();
        });
    }
}
