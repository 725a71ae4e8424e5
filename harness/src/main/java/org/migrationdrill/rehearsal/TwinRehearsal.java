package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.engine.DeletedRows;
import org.migrationdrill.engine.PlannerNoise;
import org.migrationdrill.engine.PostgresRows;
import org.migrationdrill.fixture.Keys;
import org.migrationdrill.observe.Disclosure;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.Step;

/**
 * Is every answer right, and does all of it come back? Walks the plan forward on the subject while a control beside it stays as
 * it was; both get the same operations, one at a time and in order. After each phase the way back is tried on forks.
 */
final class TwinRehearsal {
    private final TwinContext context;
    private final SuiteRunner suites;
    private final ParameterStream stream;

    private TwinRehearsal(TwinContext context, Keys keys) {
        DrillPlan plan = context.plan();
        this.context = context;
        this.stream = ParameterStream.of(plan, keys);
        this.suites = new SuiteRunner(plan, stream, context.ledger(), context.log());
    }

    /** Rehearses on fresh copies of the golden copy. */
    static void run(DrillPlan plan, DatabaseServer server, Golden golden, EventLog log, Progress progress)
            throws SQLException {
        DatabaseCopy source = golden.database();
        Twin twin = new Twin(
                server,
                server.copy(source, "control"),
                server.copy(source, "noise"),
                server.copy(source, "subject"),
                new DeletedRows());
        makeNoise(plan, twin, log);
        WriteLedger ledger = new WriteLedger();
        try (SavedCopies saved = new SavedCopies(twin)) {
            new TwinRehearsal(
                            new TwinContext(
                                    plan,
                                    twin,
                                    currentXid(twin),
                                    saved,
                                    new StepRunner(plan),
                                    new Observations(plan, ledger, log),
                                    new Checks(plan, log),
                                    new RecordedRows(ledger, plan.disclosure()),
                                    new ArrayList<>(),
                                    new ArrayList<>(),
                                    ledger,
                                    log,
                                    progress),
                            golden.keys())
                    .run();
        }
        twin.drop();
    }

    private static long currentXid(Twin twin) throws SQLException {
        try (Connection control = twin.control().connect("drill control")) {
            return PostgresRows.currentXid(control);
        }
    }

    private static void makeNoise(DrillPlan plan, Twin twin, EventLog log) throws SQLException {
        try (Connection noise = twin.noise().connect("drill noise control")) {
            for (PlannerNoise.Unmoved table : PlannerNoise.apply(noise)) {
                log.add(new DrillEvent.NotDrilled(
                        null,
                        "noise of " + table.table(),
                        "the server refuses to move rows"
                                + (plan.disclosure() == Disclosure.SHOWN
                                                || table.reason().equals(PlannerNoise.ONLY_SUPERUSERS)
                                        ? ": " + table.reason()
                                        : "")));
            }
        }
    }

    private void run() throws SQLException {
        context.schemas()
                .add(context.observations()
                        .schema(context.twin(), context.twin().subject()));
        Serving serving = Serving.atStart(context.plan().apps());
        beforeAnything(serving);
        for (int i = 0; i < context.plan().phases().size(); i++) {
            PlannedPhase phase = context.plan().phases().get(i);
            context.log().add(new PhaseEvent.PhaseStarted(phase.name()));
            context.phaseStarts().add(currentXid(context.twin()));
            context.saved().before(phase);
            boolean applied = true;
            for (PlannedStep step : phase.steps()) {
                applied = forward(phase, step, serving);
                if (!applied) {
                    break;
                }
                serving = afterwards(step, serving);
            }
            context.log().add(new PhaseEvent.PhaseEnded(phase.name(), applied));
            if (!applied) {
                restNotDrilled(phase, i);
                return;
            }
            afterPhase(phase);
            new PartialFailures(context, stream).drill(phase, serving);
            wayBack(i, serving);
        }
    }

    private void beforeAnything(Serving serving) throws SQLException {
        context.progress().stage(Stages.BEFORE);
        Moment before = Moment.before(context.plan().phases().get(0));
        context.checks().invariants(context.twin().subject(), before);
        runSuites(serving, before);
    }

    private boolean forward(PlannedPhase phase, PlannedStep step, Serving serving) throws SQLException {
        context.progress().stage(Stages.forward(phase, step));
        StepOutcome outcome = context.steps().forward(step, context.twin().subject());
        context.log().add(outcome.toEvent(phase, step, Passage.FORWARD));
        Moment moment = Moment.forward(phase, step);
        Serving during = step.step() instanceof Step.Deploy deploy ? serving.during(deploy.version()) : serving;
        context.observations().alignSequences(context.twin());
        runSuites(during, moment);
        compareRows(moment);
        context.checks().invalidIndexes(context.twin().subject(), moment);
        return outcome.succeeded();
    }

    private void runSuites(Serving serving, Moment moment) throws SQLException {
        if (!context.plan().apps().isEmpty() || !context.plan().consumers().isEmpty()) {
            context.progress().detail("running the suites");
            suites.run(context.twin(), serving, moment);
        }
    }

    private void compareRows(Moment moment) throws SQLException {
        context.progress().detail("comparing every row with the control's");
        RowComparison rows =
                context.observations().rows(context.twin(), context.twin().subject(), context.since());
        context.log()
                .add(new PhaseEvent.RowsCompared(
                        moment.phase(), moment.name(), context.recorded().tables(rows), rows.maskedCells()));
    }

    private static Serving afterwards(PlannedStep step, Serving serving) {
        return step.step() instanceof Step.Deploy deploy ? serving.after(deploy.version()) : serving;
    }

    private void afterPhase(PlannedPhase phase) throws SQLException {
        Moment after = Moment.after(phase);
        context.checks().verifications(context.twin().subject(), phase.verify(), after);
        context.checks().invariants(context.twin().subject(), after);
        context.schemas()
                .add(context.observations()
                        .schema(context.twin(), context.twin().subject()));
    }

    private void wayBack(int index, Serving serving) throws SQLException {
        boolean wholeWay = context.plan().options().depth() == DrillOptions.Depth.FULL
                || index == context.plan().phases().size() - 1
                || !context.plan().phases().get(index + 1).mode().isWalked();
        context.progress().stage(Stages.back(context.plan().phases().get(index)));
        int to = wholeWay ? 0 : index;
        int reached = new RollbackWalk(context, suites.fork()).walk(index, to, serving);
        new WrittenWalk(context, suites.fork()).walk(index, reached, serving);
    }

    private void restNotDrilled(PlannedPhase failed, int index) {
        context.log()
                .add(new DrillEvent.NotDrilled(
                        failed.name(), "rolling back phase " + failed.name(), "the phase could not be applied"));
        for (PlannedPhase rest : context.plan()
                .phases()
                .subList(index + 1, context.plan().phases().size())) {
            context.log()
                    .add(new DrillEvent.NotDrilled(
                            rest.name(),
                            "phase " + rest.name(),
                            "phase " + failed.name() + " before it could not be applied"));
        }
    }
}
