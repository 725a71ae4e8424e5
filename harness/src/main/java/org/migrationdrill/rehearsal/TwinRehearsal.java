package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.engine.PlannerNoise;
import org.migrationdrill.engine.PostgresRows;
import org.migrationdrill.fixture.Keys;
import org.migrationdrill.fixture.Shape;
import org.migrationdrill.observe.SchemaSnapshot;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Event.Passage;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.Step;

/**
 * Is every answer right, and does all of it come back? Walks the plan forward on the subject while a control beside it stays as
 * it was; both get the same operations, one at a time and in order. After each phase the way back is tried on forks.
 */
final class TwinRehearsal {
    private final DrillPlan plan;
    private final EventLog log;
    private final Progress progress;
    private final StepRunner steps;
    private final Observations observations;
    private final Twin twin;
    private final long since;
    private final SuiteRunner suites;
    private final List<SchemaSnapshot> schemas = new ArrayList<>();

    private TwinRehearsal(DrillPlan plan, Twin twin, long since, EventLog log, Progress progress) {
        this.plan = plan;
        this.log = log;
        this.progress = progress;
        this.twin = twin;
        this.since = since;
        this.steps = new StepRunner(plan);
        this.observations = new Observations(plan, log);
        Keys keys = new Keys(
                plan.shape().orElse(new Shape(Map.of())),
                plan.scale(),
                plan.options().seed());
        this.suites = new SuiteRunner(plan, ParameterStream.of(plan, keys), log);
    }

    /** Rehearses on fresh copies of the golden copy. */
    static void run(DrillPlan plan, DatabaseServer server, DatabaseCopy golden, EventLog log, Progress progress)
            throws SQLException {
        Twin twin = new Twin(
                server, server.copy(golden, "control"), server.copy(golden, "noise"), server.copy(golden, "subject"));
        try (Connection noise = twin.noise().connect("drill noise control")) {
            PlannerNoise.apply(noise);
        }
        long since;
        try (Connection control = twin.control().connect("drill control")) {
            since = PostgresRows.currentXid(control);
        }
        new TwinRehearsal(plan, twin, since, log, progress).run();
        twin.drop();
    }

    private void run() throws SQLException {
        schemas.add(observations.schema(twin.subject()));
        Serving serving = Serving.atStart(plan.apps());
        beforeAnything(serving);
        for (int i = 0; i < plan.phases().size(); i++) {
            PlannedPhase phase = plan.phases().get(i);
            log.add(new Event.PhaseStarted(phase.name()));
            boolean applied = true;
            for (PlannedStep step : phase.steps()) {
                applied = forward(phase, step, serving);
                if (!applied) {
                    break;
                }
                serving = afterwards(step, serving);
            }
            log.add(new Event.PhaseEnded(phase.name(), applied));
            if (!applied) {
                restNotDrilled(phase, i);
                return;
            }
            afterPhase(phase);
            wayBack(i, serving);
        }
    }

    private void beforeAnything(Serving serving) throws SQLException {
        progress.stage(Stages.BEFORE);
        Moment before = Moment.before(plan.phases().get(0));
        observations.invariants(twin.subject(), before);
        runSuites(serving, before);
    }

    private boolean forward(PlannedPhase phase, PlannedStep step, Serving serving) throws SQLException {
        progress.stage(Stages.forward(phase, step));
        StepOutcome outcome = steps.forward(step, twin.subject());
        log.add(outcome.toEvent(phase, step, Passage.FORWARD));
        Moment moment = Moment.forward(phase, step);
        Serving during = step.step() instanceof Step.Deploy deploy ? serving.during(deploy.version()) : serving;
        runSuites(during, moment);
        progress.detail("comparing every row with the control's");
        observations.compareRows(twin, moment, since);
        observations.invalidIndexes(twin.subject(), moment);
        return outcome.succeeded();
    }

    private void runSuites(Serving serving, Moment moment) throws SQLException {
        if (!plan.apps().isEmpty() || !plan.consumers().isEmpty()) {
            progress.detail("running the suites");
            suites.run(twin, serving, moment);
        }
    }

    private static Serving afterwards(PlannedStep step, Serving serving) {
        return step.step() instanceof Step.Deploy deploy ? serving.after(deploy.version()) : serving;
    }

    private void afterPhase(PlannedPhase phase) throws SQLException {
        Moment after = Moment.after(phase);
        observations.verifications(twin.subject(), phase.verify(), after);
        observations.invariants(twin.subject(), after);
        schemas.add(observations.schema(twin.subject()));
    }

    private void wayBack(int index, Serving serving) throws SQLException {
        boolean wholeWay = plan.options().depth() == DrillOptions.Depth.FULL
                || index == plan.phases().size() - 1;
        progress.stage(Stages.back(plan.phases().get(index)));
        new RollbackWalk(plan, twin, schemas, since, steps, observations, suites.fork(), log, progress)
                .walk(index, wholeWay ? 0 : index, serving);
    }

    private void restNotDrilled(PlannedPhase failed, int index) {
        log.add(new Event.NotDrilled(
                failed.name(), "rolling back phase " + failed.name(), "the phase could not be applied"));
        for (PlannedPhase rest : plan.phases().subList(index + 1, plan.phases().size())) {
            log.add(new Event.NotDrilled(
                    rest.name(), "phase " + rest.name(), "phase " + failed.name() + " before it could not be applied"));
        }
    }
}
