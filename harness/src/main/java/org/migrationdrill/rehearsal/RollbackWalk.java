package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.observe.NewValues;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.observe.SchemaSnapshot;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Event.Failure;
import org.migrationdrill.recording.Event.Passage;
import org.migrationdrill.recording.Event.RollbackOutcome;
import org.migrationdrill.recording.Event.WritesSeen;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.Rollback;
import org.migrationdrill.scenario.Step;

/**
 * Tries the way back from one phase on two forks: one that nobody else touches, on which schema and rows are held against the
 * control and the plan is applied again, and one on which the app versions go on working all the way. The next phase sees neither.
 */
final class RollbackWalk {
    private static final WritesSeen NOTHING_COMPARED = new WritesSeen(0, 0, 0, 0, 0);

    private final DrillPlan plan;
    private final Twin twin;
    private final List<SchemaSnapshot> schemas;
    private final long since;
    private final StepRunner steps;
    private final Observations observations;
    private final SuiteRunner suites;
    private final EventLog log;
    private final Progress progress;

    RollbackWalk(
            DrillPlan plan,
            Twin twin,
            List<SchemaSnapshot> schemas,
            long since,
            StepRunner steps,
            Observations observations,
            SuiteRunner suites,
            EventLog log,
            Progress progress) {
        this.plan = plan;
        this.twin = twin;
        this.schemas = schemas;
        this.since = since;
        this.steps = steps;
        this.observations = observations;
        this.suites = suites;
        this.log = log;
        this.progress = progress;
    }

    /**
     * Rolls back phase after phase.
     *
     * @param from index of the phase just applied
     * @param to index of the last phase to roll back
     * @param serving what serves after {@code from}
     */
    void walk(int from, int to, Serving serving) throws SQLException {
        DatabaseCopy still = twin.server().copy(twin.subject(), "still");
        Twin busy = twin.fork("busy");
        Forks forks = new Forks(still, busy, plan.phases().get(from), serving);
        try {
            boolean through = true;
            for (int i = from; i >= to && through; i--) {
                through = rollBack(i, forks);
            }
            if (through && !forks.schemaKept) {
                reapply(from, to, forks);
            }
        } finally {
            busy.drop();
            twin.server().drop(still);
        }
    }

    /** The two forks on their way, with what is live on them. */
    private static final class Forks {
        final DatabaseCopy still;
        final Twin busy;
        final PlannedPhase from;
        Serving serving;
        boolean schemaKept;

        Forks(DatabaseCopy still, Twin busy, PlannedPhase from, Serving serving) {
            this.still = still;
            this.busy = busy;
            this.from = from;
            this.serving = serving;
        }
    }

    /** Rolls one phase back on both forks; false when there is no going on from there. */
    private boolean rollBack(int index, Forks forks) throws SQLException {
        PlannedPhase phase = plan.phases().get(index);
        progress.detail("rolling back " + phase.name());
        Rollback.Mode mode = mode(phase, forks);
        String to = index == 0 ? "baseline" : plan.phases().get(index - 1).name();
        switch (mode) {
            case IRREVERSIBLE, FORWARD_FIX, RESTORE -> {
                notWalked(phase, to, mode, forks);
                return false;
            }
            default -> {
                Optional<FailedStep> failed = goBack(phase, mode, forks);
                log.add(
                        failed.isPresent()
                                ? failedEvent(forks, to, mode, failed.get())
                                : compared(index, forks, to, mode));
                return failed.isEmpty();
            }
        }
    }

    /** A phase whose schema stays pins the schema of all phases before it. */
    private static Rollback.Mode mode(PlannedPhase phase, Forks forks) {
        boolean changesSchema = phase.steps().stream().anyMatch(step -> !(step.step() instanceof Step.Deploy));
        if (phase.mode() == Rollback.Mode.KEEP && changesSchema) {
            forks.schemaKept = true;
        }
        boolean pinned = forks.schemaKept && changesSchema && phase.mode() == Rollback.Mode.REVERSE;
        return pinned ? Rollback.Mode.KEEP : phase.mode();
    }

    private void notWalked(PlannedPhase phase, String to, Rollback.Mode mode, Forks forks) {
        RollbackOutcome outcome = mode == Rollback.Mode.IRREVERSIBLE
                ? RollbackOutcome.DECLARED_IRREVERSIBLE
                : RollbackOutcome.NOT_DRILLED;
        log.add(event(forks, to, mode, outcome, null, List.of(), null, List.of(), NOTHING_COMPARED));
        if (outcome == RollbackOutcome.NOT_DRILLED) {
            log.add(new Event.NotDrilled(
                    phase.name(),
                    "the way back ‘" + mode.word() + "’ of phase " + phase.name(),
                    "this version drills reverse and keep; the reason given is: "
                            + phase.reason().orElse("none")));
        }
    }

    private record FailedStep(PlannedStep step, Failure failure, boolean onBusyFork) {}

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
            } else if (mode == Rollback.Mode.REVERSE) {
                Optional<FailedStep> failed = reverse(phase, step, forks);
                if (failed.isPresent()) {
                    observations.invalidIndexes(forks.still, moment);
                    return failed;
                }
            } else {
                continue; // the schema stays, so there is nothing new to see
            }
            runSuites(forks.busy, during, moment);
            observations.invalidIndexes(forks.still, moment);
        }
        return Optional.empty();
    }

    private Optional<FailedStep> reverse(PlannedPhase phase, PlannedStep step, Forks forks) {
        StepOutcome outcome = steps.reverse(step, forks.still);
        if (phase.equals(forks.from)) {
            log.add(outcome.toEvent(phase, step, Passage.REVERSE));
        }
        if (outcome.error() != null) {
            return Optional.of(new FailedStep(step, outcome.error(), false));
        }
        Failure error = steps.reverse(step, forks.busy.subject()).error();
        return Optional.ofNullable(error).map(failure -> new FailedStep(step, failure, true));
    }

    private void runSuites(Twin busy, Serving serving, Moment moment) throws SQLException {
        if (!plan.apps().isEmpty() || !plan.consumers().isEmpty()) {
            suites.run(busy, serving, moment);
        }
    }

    private Event failedEvent(Forks forks, String to, Rollback.Mode mode, FailedStep failed) throws SQLException {
        RollbackOutcome outcome =
                Failures.refusedByData(failed.failure()) ? RollbackOutcome.REFUSED : RollbackOutcome.FAILED;
        String step = failed.step().id() + (failed.onBusyFork() ? ", after the app had gone on writing" : "");
        return new Event.RolledBack(
                forks.from.name(),
                to,
                mode.word(),
                outcome,
                failed.failure(),
                step,
                List.of(),
                List.of(),
                List.of(),
                outcome == RollbackOutcome.REFUSED ? atStake() : NOTHING_COMPARED);
    }

    /** What operations had written when the data refused the way back: kept where it is, and in the way of the reverse. */
    private WritesSeen atStake() throws SQLException {
        return new WritesSeen(observations.rows(twin, twin.subject(), since).written(), 0, 0, 0, 0);
    }

    private Event compared(int index, Forks forks, String to, Rollback.Mode mode) throws SQLException {
        List<SchemaDifference> schema = forks.schemaKept
                ? List.of()
                : SchemaComparison.compare(schemas.get(index), observations.schema(forks.still));
        RowComparison rows = observations.rows(twin, forks.still, since);
        observations.invariants(forks.still, Moment.rolledBack(plan.phases().get(index), forks.from));
        return event(
                forks,
                to,
                mode,
                RollbackOutcome.RAN,
                null,
                schema,
                rows,
                observations.collisions(twin.control(), forks.still),
                new WritesSeen(rows.written(), rows.writtenKept(), rows.changed(), rows.missing(), rows.extra()));
    }

    private static Event.RolledBack event(
            Forks forks,
            String to,
            Rollback.Mode mode,
            RollbackOutcome outcome,
            @Nullable Failure error,
            List<SchemaDifference> schema,
            @Nullable RowComparison rows,
            List<String> collisions,
            WritesSeen writes) {
        return new Event.RolledBack(
                forks.from.name(),
                to,
                mode.word(),
                outcome,
                error,
                null,
                schema,
                rows == null ? List.of() : Observations.tables(rows),
                collisions,
                writes);
    }

    private void reapply(int from, int to, Forks forks) throws SQLException {
        progress.detail("applying the plan again");
        String reached = to == 0 ? "baseline" : plan.phases().get(to - 1).name();
        NewValues afterRollback = observations.newValues(twin, forks.still);
        Optional<FailedStep> failed = forward(to, from, forks.still);
        List<SchemaDifference> schema = List.of();
        List<Event.NewValuesSeen> values = List.of();
        if (failed.isEmpty()) {
            schema = SchemaComparison.compare(schemas.get(from + 1), observations.schema(forks.still));
            values = newValues(afterRollback, from, forks.still);
        }
        log.add(reapplied(forks, reached, false, failed, schema, values));
        if (failed.isEmpty() && !plan.apps().isEmpty()) {
            reapplyAfterWrites(from, to, reached, forks);
        }
    }

    /** The old app has written since: the plan must cope with its rows, too. */
    private void reapplyAfterWrites(int from, int to, String reached, Forks forks) throws SQLException {
        Optional<FailedStep> failed = forward(to, from, forks.busy.subject());
        log.add(reapplied(forks, reached, true, failed, List.of(), List.of()));
        if (failed.isEmpty()) {
            for (PlannedPhase phase : plan.phases().subList(to, from + 1)) {
                Moment moment = Moment.rolledBack(phase, forks.from);
                observations.verifications(forks.busy.subject(), phase.verify(), moment);
            }
        }
    }

    private Optional<FailedStep> forward(int first, int last, DatabaseCopy database) {
        for (PlannedPhase phase : plan.phases().subList(first, last + 1)) {
            for (PlannedStep step : phase.steps()) {
                Failure error = steps.forward(step, database).error();
                if (error != null) {
                    return Optional.of(new FailedStep(step, error, false));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What became of values that the control has no place for. What is not equal again at this phase may still be rebuilt by a
     * later one, so then the rest of the plan is applied as well.
     */
    private List<Event.NewValuesSeen> newValues(NewValues afterRollback, int from, DatabaseCopy still)
            throws SQLException {
        NewValues again = observations.newValues(twin, still);
        int next = from + 1;
        if (again.lost() > 0 && next < plan.phases().size()) {
            boolean through = forward(next, plan.phases().size() - 1, still).isEmpty();
            if (through) {
                return new NewValueFates(afterRollback, again, observations.newValues(twin, still)).all();
            }
        }
        return new NewValueFates(afterRollback, again, null).all();
    }

    private static Event.Reapplied reapplied(
            Forks forks,
            String reached,
            boolean afterWrites,
            Optional<FailedStep> failed,
            List<SchemaDifference> schema,
            List<Event.NewValuesSeen> values) {
        return new Event.Reapplied(
                forks.from.name(),
                reached,
                afterWrites,
                failed.isEmpty(),
                failed.map(step -> Objects.requireNonNull(step).step().id()).orElse(null),
                failed.map(FailedStep::failure).orElse(null),
                schema,
                values);
    }
}
