package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.DeletedRows;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.TableComparison;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Event.RollbackOutcome;
import org.migrationdrill.recording.Event.TableSeen;
import org.migrationdrill.recording.Event.WritesSeen;
import org.migrationdrill.recording.Event.Written;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.scenario.Rollback;

/**
 * Rolls phases back after the versions that serve have written through them all that they can write. On one fork of the twin what
 * the first version can write too, so that the control says what must come back; on a copy of that what only the newer ones can.
 * Where a reverse is refused because of a built-in edge value, it is tried again without those: the suites do not say that the app
 * writes such.
 */
final class WrittenWalk {
    private final TwinContext context;
    private final SuiteRunner suites;

    WrittenWalk(TwinContext context, SuiteRunner suites) {
        this.context = context;
        this.suites = suites;
    }

    /**
     * Rolls back phase after phase, as far as their ways back are walked.
     *
     * @param from index of the phase just applied
     * @param to index of the last phase to roll back; nothing is done where that is behind {@code from}
     * @param serving what serves after {@code from}
     */
    void walk(int from, int to, Serving serving) throws SQLException {
        if (context.plan().apps().isEmpty() || !takesAnythingBack(from, to)) {
            return;
        }
        context.progress().detail("writing all that the app can write, and rolling back");
        if (walk(new Way(from, to, serving, Written.EDGES))) {
            walk(new Way(from, to, serving, Written.SUITES));
        }
    }

    /** Where only apps go back, the suites have written on the fork where that was tried. */
    private boolean takesAnythingBack(int from, int to) {
        PhasesBack back = new PhasesBack(context);
        for (int i = from; i >= to; i--) {
            Optional<Rollback.Mode> mode = back.mode(i);
            if (mode.isEmpty()) {
                return false;
            }
            if (mode.get() == Rollback.Mode.REVERSE
                    && PhasesBack.touchesDatabase(context.plan().phases().get(i))) {
                return true;
            }
        }
        return false;
    }

    private record Way(int from, int to, Serving serving, Written written) {
        boolean withEdges() {
            return written == Written.EDGES;
        }
    }

    /** Whether the data refused a reverse, and it might be for an edge value. */
    private boolean walk(Way way) throws SQLException {
        PlannedPhase from = context.plan().phases().get(way.from());
        WriterRuns writers = suites.writers(from.name());
        Twin fork = context.twin().fork("written");
        try {
            writers.onAll(fork, way.serving().live(), way.withEdges());
            boolean refused = writers.hasMore() && newWritesRefused(way, writers, fork);
            return back(way, fork) || refused;
        } finally {
            fork.drop();
        }
    }

    private boolean back(Way way, Twin fork) throws SQLException {
        PhasesBack back = new PhasesBack(context);
        for (int i = way.from(); i >= way.to(); i--) {
            Optional<PhasesBack.Taken> taken = back.take(i, fork.subject());
            if (taken.isEmpty()) {
                return false;
            }
            if (taken.get().failed().isPresent()) {
                FailedStep failed = taken.get().failed().get();
                context.log().add(failed(way, i, taken.get(), failed));
                refusals(way, i, failed, fork.subject(), false);
                return way.withEdges() && Failures.refusedByData(failed.failure());
            }
            context.log().add(compared(way, i, taken.get(), fork));
        }
        return false;
    }

    private Event failed(Way way, int index, PhasesBack.Taken taken, FailedStep failed) {
        return event(way, index, taken, Optional.of(failed), List.of(), WritesSeen.of(0), List.of(), List.of());
    }

    private void refusals(Way way, int index, FailedStep failed, DatabaseCopy refusing, boolean newFeature)
            throws SQLException {
        if (Failures.refusedByData(failed.failure())) {
            String from = context.plan().phases().get(way.from()).name();
            context.observations()
                    .refusals(refusing, context.twin().control(), failed.failure())
                    .forEach(rows -> context.log()
                            .add(new Event.RefusalSeen(from, context.before(index), rows, way.written(), newFeature)));
        }
    }

    private Event compared(Way way, int index, PhasesBack.Taken taken, Twin fork) throws SQLException {
        Observations observations = context.observations();
        RowComparison rows =
                observations.rows(fork, fork.subject(), context.phaseStarts().get(index));
        return event(
                way,
                index,
                taken,
                Optional.empty(),
                observations.tables(rows, context.twin().subject(), fork.control(), fork.subject()),
                observations.writes(rows),
                observations.fates(rows),
                observations.apart(rows));
    }

    private Event event(
            Way way,
            int index,
            PhasesBack.Taken taken,
            Optional<FailedStep> failed,
            List<TableSeen> tables,
            WritesSeen writes,
            List<Event.FateSeen> fates,
            List<TableSeen> edgeTables) {
        return new Event.RolledBack(
                context.plan().phases().get(way.from()).name(),
                context.before(index),
                taken.mode().word(),
                failed.map(WrittenWalk::outcome).orElse(RollbackOutcome.RAN),
                failed.map(FailedStep::failure).orElse(null),
                failed.map(step -> step.step().id()).orElse(null),
                List.of(),
                tables,
                List.of(),
                List.of(),
                writes,
                null,
                way.written(),
                fates,
                edgeTables);
    }

    private static RollbackOutcome outcome(FailedStep failed) {
        return Failures.refusedByData(failed.failure()) ? RollbackOutcome.REFUSED : RollbackOutcome.FAILED;
    }

    /** Whether the data that only the newer versions can write refused a reverse. */
    private boolean newWritesRefused(Way way, WriterRuns writers, Twin fork) throws SQLException {
        DatabaseCopy after = context.twin().server().copy(fork.subject(), "feature");
        try {
            long since = context.observations().currentXid(after);
            DeletedRows deleted = fork.deleted().fork();
            writers.alone(after, deleted);
            return newWritesBack(way, after, since, deleted);
        } finally {
            context.twin().server().drop(after);
        }
    }

    private boolean newWritesBack(Way way, DatabaseCopy after, long since, DeletedRows deleted) throws SQLException {
        DatabaseCopy before = context.twin().server().copy(after, "feature_before");
        try {
            PhasesBack back = new PhasesBack(context);
            for (int i = way.from(); i >= way.to(); i--) {
                Optional<PhasesBack.Taken> taken = back.take(i, after);
                if (taken.isEmpty()) {
                    return false;
                }
                Optional<FailedStep> failed = taken.get().failed();
                RowComparison rows = failed.isPresent()
                        ? new RowComparison(List.<TableComparison>of())
                        : context.observations().fatesSince(before, after, since, deleted);
                context.log().add(newWrites(way, i, failed, rows));
                if (failed.isPresent()) {
                    refusals(way, i, failed.get(), after, true);
                    return way.withEdges()
                            && Failures.refusedByData(failed.get().failure());
                }
            }
            return false;
        } finally {
            context.twin().server().drop(before);
        }
    }

    private Event newWrites(Way way, int index, Optional<FailedStep> failed, RowComparison rows) {
        return new Event.NewWritesSeen(
                context.plan().phases().get(way.from()).name(),
                context.before(index),
                failed.map(WrittenWalk::outcome).orElse(RollbackOutcome.RAN),
                failed.map(FailedStep::failure).orElse(null),
                failed.map(step -> step.step().id()).orElse(null),
                way.written(),
                context.observations().writtenFates(rows),
                context.observations().apart(rows));
    }
}
