package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.List;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.recording.Event.TableSeen;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedScript;

/**
 * A fix that goes forward instead of back: the script is run on both forks, its checks are asked, the control's rows have to be
 * there, and what serves, or may be brought back, goes on working. The schema is what the script makes of it.
 */
final class ForwardFix {
    private final TwinContext context;
    private final SuiteRunner suites;

    ForwardFix(TwinContext context, SuiteRunner suites) {
        this.context = context;
        this.suites = suites;
    }

    void apply(PlannedPhase phase, OtherWay.Taken taken, Forks forks) throws SQLException {
        context.progress().detail("fixing " + phase.name() + " forward");
        PlannedScript script = phase.script()
                .orElseThrow(() -> new IllegalStateException("phase " + phase.name() + " has no script to fix it"));
        StepOutcome onStill = context.steps().script(script, forks.still);
        if (onStill.error() != null) {
            context.log().add(taken.failed(onStill.error(), script.file(), onStill.duration()));
            return;
        }
        StepOutcome onBusy = context.steps().script(script, forks.busy.subject());
        if (onBusy.error() != null) {
            context.log().add(taken.failed(onBusy.error(), script.file(), onBusy.duration()));
            return;
        }
        goOnWorking(phase, forks);
        look(phase, taken, forks, onStill);
    }

    private void goOnWorking(PlannedPhase phase, Forks forks) throws SQLException {
        context.observations().alignSequences(forks.busy);
        if (context.plan().suites().findAny().isPresent()) {
            suites.run(forks.busy, forks.serving, Moment.fixedForward(phase, forks.from));
        }
    }

    private void look(PlannedPhase phase, OtherWay.Taken taken, Forks forks, StepOutcome outcome) throws SQLException {
        Observations observations = context.observations();
        Moment moment = Moment.fixedForward(phase, forks.from);
        observations.invalidIndexes(forks.still, moment);
        observations.invariants(forks.still, moment);
        observations.verifications(forks.still, phase.rollbackChecks(), moment);
        RowComparison rows = observations.rows(context.twin(), forks.still, context.since());
        List<TableSeen> tables = observations.tables(rows);
        context.log()
                .add(taken.ran(
                        context.observations(),
                        List.of(),
                        rows,
                        tables,
                        observations.afterWrites(forks.busy, context.since(), tables),
                        observations.collisions(context.twin().control(), forks.still),
                        outcome.duration()));
    }
}
