package org.migrationdrill.rehearsal;

import java.time.Instant;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.PlanOutline;
import org.migrationdrill.recording.PlanOutline.PhaseOutline;
import org.migrationdrill.recording.PlanOutline.StepOutline;
import org.migrationdrill.recording.Terms;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.Budget;
import org.migrationdrill.scenario.Check;
import org.migrationdrill.scenario.Scenario;

/** The plan and its terms as the recording holds them. */
record Outlines(DrillPlan plan) {

    DrillEvent.DrillStarted started(String toolVersion, Instant now) {
        Scenario scenario = plan.scenario();
        return new DrillEvent.DrillStarted(
                toolVersion,
                scenario.name(),
                scenario.summary(),
                plan.options().depth().word(),
                plan.options().seed(),
                plan.scale(),
                scenario.productionVersion().orElse(null),
                now,
                outline(),
                terms());
    }

    private PlanOutline outline() {
        return new PlanOutline(
                plan.apps().stream().map(AppVersion::name).toList(),
                plan.consumers().stream().map(AppVersion::name).toList(),
                plan.phases().stream().map(Outlines::outline).toList(),
                plan.scenario().invariants().stream().map(Check::name).toList());
    }

    private static PhaseOutline outline(PlannedPhase phase) {
        return new PhaseOutline(
                phase.name(),
                phase.steps().stream().map(Outlines::outline).toList(),
                phase.mode().word(),
                phase.declared(),
                phase.reason().orElse(null));
    }

    private static StepOutline outline(PlannedStep step) {
        return new StepOutline(step.id(), step.step().kind(), step.step().subject(), step.file(), step.reverse());
    }

    private Terms terms() {
        Budget budget = plan.scenario().budget();
        return new Terms(
                budget.appWait().toMillis(),
                budget.failedOperations(),
                budget.differentAnswers(),
                budget.lostWrites(),
                plan.scenario().accept().stream()
                        .map(accepted -> new Terms.Accepted(
                                accepted.finding(),
                                accepted.phase().orElse(null),
                                accepted.reason(),
                                accepted.until().orElse(null)))
                        .toList(),
                plan.scenario()
                        .expect()
                        .map(expected -> new Terms.Expected(
                                expected.decision(), expected.findings().orElse(null)))
                        .orElse(null));
    }
}
