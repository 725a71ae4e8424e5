package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.recording.RollbackEvent;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.RollbackEvent.WritesSeen;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.recording.Written;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.Rollback;
import org.migrationdrill.scenario.Step;

/**
 * Tries the way back from one phase on two forks: one that nobody else touches, on which schema and rows are held against the
 * control and the plan is applied again, and one on which the app versions go on working all the way. The next phase sees neither.
 */
final class RollbackWalk {
    private final TwinContext context;
    private final SuiteRunner suites;

    RollbackWalk(TwinContext context, SuiteRunner suites) {
        this.context = context;
        this.suites = suites;
    }

    /**
     * Rolls back phase after phase.
     *
     * @param from index of the phase just applied
     * @param to index of the last phase to roll back
     * @param serving what serves after {@code from}
     * @return index of the last phase that was gone back from; {@code from + 1} where that was none
     */
    int walk(int from, int to, Serving serving) throws SQLException {
        OtherWay otherWay = new OtherWay(context, suites, to);
        if (!context.plan().phases().get(from).mode().isWalked()) {
            return otherWay.fromOwnEnd(from, serving) ? from : from + 1;
        }
        int reached = from + 1;
        boolean schemaStays = true;
        SuiteRunner before = suites.fork();
        PhasesBack ways = new PhasesBack(context);
        try (Forks forks = new Forks(context.twin(), context.plan().phases().get(from), serving)) {
            boolean through = true;
            for (int i = from; i >= to && through; i--) {
                boolean walked = context.plan().phases().get(i).mode().isWalked();
                boolean back = walked ? rollBack(i, forks) : otherWay.fromLater(i, forks);
                reached = back ? i : reached;
                schemaStays = schemaStays && leavesSchema(ways, i);
                through = walked && back && !isOneAppRollbackBehind(forks);
            }
            if (through && !forks.schemaKept) {
                new Reapplication(context).run(from, to, forks);
            }
            Optional<AppRollback> app = AppRollback.of(context, before, from, reached, serving);
            if (app.isPresent() && schemaStays) {
                app.get().go(forks.busy, suites);
                return reached;
            }
        }
        Optional<AppRollback> app = AppRollback.of(context, before, from, reached, serving);
        if (app.isPresent()) {
            app.get().go();
        }
        return reached;
    }

    /** Also where a phase's own way back leaves the forks alone. */
    private boolean leavesSchema(PhasesBack ways, int index) {
        Rollback.Mode mode = context.plan().phases().get(index).mode();
        return ways.schemaStays(index) || mode == Rollback.Mode.RESTORE || mode == Rollback.Mode.IRREVERSIBLE;
    }

    /** On a schema that stays, an app rollback brings back one version; those before it need not work there. */
    private static boolean isOneAppRollbackBehind(Forks forks) {
        return forks.schemaKept && forks.appWentBack;
    }

    /** Rolls one phase back on both forks; false when there is no going on from there. */
    private boolean rollBack(int index, Forks forks) throws SQLException {
        PlannedPhase phase = context.plan().phases().get(index);
        context.progress().detail("rolling back " + phase.name());
        Rollback.Mode mode = mode(phase, forks);
        String to = context.before(index);
        Optional<FailedStep> failed = goBack(phase, mode, forks);
        if (mode == Rollback.Mode.KEEP) {
            new KeptSchema(context, suites).goOnWorking(phase, forks);
        }
        WayBack way = new WayBack(forks.from.name(), to, mode);
        context.log().add(failed.isPresent() ? failed(way, failed.get()) : compared(index, forks, to, mode));
        if (failed.isPresent()) {
            DatabaseCopy refusing = failed.get().onBusyFork() ? forks.busy.subject() : forks.still;
            new RowsInTheWay(context).record(way, failed.get(), refusing, false);
        }
        return failed.isEmpty();
    }

    /** A phase whose schema stays pins the schema of all phases before it. */
    private static Rollback.Mode mode(PlannedPhase phase, Forks forks) {
        if (PhasesBack.keepsSchema(phase)) {
            forks.schemaKept = true;
        }
        return forks.schemaKept ? Rollback.Mode.KEEP : phase.mode();
    }

    /** Takes back the steps, last first, on both forks, and runs the suites after each. */
    private Optional<FailedStep> goBack(PlannedPhase phase, Rollback.Mode mode, Forks forks) throws SQLException {
        List<PlannedStep> backwards = new ArrayList<>(phase.steps());
        Collections.reverse(backwards);
        for (PlannedStep step : backwards) {
            Moment moment = Moment.reverse(phase, step, forks.from);
            Serving during = forks.serving;
            if (step.step() instanceof Step.Deploy deploy) {
                String before = forks.serving.before(deploy.version());
                during = forks.serving.during(before);
                forks.serving = forks.serving.after(before);
                forks.appWentBack = true;
            } else if (mode == Rollback.Mode.REVERSE) {
                Optional<FailedStep> failed = reverse(phase, step, forks);
                if (failed.isPresent()) {
                    context.checks().invalidIndexes(forks.still, moment);
                    return failed;
                }
            } else {
                continue; // the schema stays, so there is nothing new to see
            }
            context.observations().alignSequences(forks.busy);
            runSuites(forks.busy, during, moment);
            context.checks().invalidIndexes(forks.still, moment);
        }
        return Optional.empty();
    }

    private Optional<FailedStep> reverse(PlannedPhase phase, PlannedStep step, Forks forks) {
        StepOutcome outcome = context.steps().reverse(step, forks.still);
        if (phase.equals(forks.from)) {
            context.log().add(outcome.toEvent(phase, step, Passage.REVERSE));
        }
        if (outcome.error() != null) {
            return Optional.of(new FailedStep(step.id(), outcome.error(), false));
        }
        Failure error = context.steps().reverse(step, forks.busy.subject()).error();
        return Optional.ofNullable(error).map(failure -> new FailedStep(step.id(), failure, true));
    }

    private void runSuites(Twin busy, Serving serving, Moment moment) throws SQLException {
        if (!context.plan().apps().isEmpty() || !context.plan().consumers().isEmpty()) {
            suites.run(busy, serving, moment);
        }
    }

    private Event failed(WayBack way, FailedStep failed) throws SQLException {
        return way.failed(failed, failed.refused() ? atStake() : WritesSeen.of(0), null);
    }

    /** What operations had written when the data refused the way back: kept where it is, and in the way of the reverse. */
    private WritesSeen atStake() throws SQLException {
        RowComparison rows =
                context.observations().rows(context.twin(), context.twin().subject(), context.since());
        return WritesSeen.of(rows.written());
    }

    private Event compared(int index, Forks forks, String to, Rollback.Mode mode) throws SQLException {
        Observations observations = context.observations();
        RecordedRows recorded = context.recorded();
        List<SchemaDifference> schema = forks.schemaKept
                ? List.of()
                : SchemaComparison.compare(
                        context.schemas().get(index), observations.schema(context.twin(), forks.still));
        RowComparison rows = observations.rows(
                context.twin(), forks.still, context.phaseStarts().get(index));
        PlannedPhase phase = context.plan().phases().get(index);
        context.checks().invariants(forks.still, Moment.rolledBack(phase, forks.from));
        context.checks().verifications(forks.still, phase.rollbackChecks(), Moment.rolledBack(phase, forks.from));
        List<TableSeen> tables =
                recorded.tables(rows, context.twin().subject(), context.twin().control(), forks.still);
        return new RollbackEvent.RolledBack(
                forks.from.name(),
                to,
                mode.word(),
                RollbackOutcome.RAN,
                null,
                null,
                schema,
                tables,
                recorded.afterWrites(observations.rows(forks.busy, forks.busy.subject(), context.since()), tables),
                observations.collisions(context.twin().control(), forks.still),
                recorded.writes(rows),
                null,
                Written.NOTHING,
                recorded.fates(rows),
                List.of());
    }
}
