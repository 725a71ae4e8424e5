package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.Optional;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.RollbackEvent.WritesSeen;
import org.migrationdrill.recording.Written;
import org.migrationdrill.scenario.Rollback;

/**
 * Goes back from phases after the versions that serve have written through them all that they can write. On one fork of the twin what
 * the first version can write too, so that the control says what must come back; on a copy of that what only the newer ones can.
 * Where a reverse or a fix is refused, or a fix's checks do not hold, because of a built-in edge value, it is tried again without
 * those: the suites do not say that the app writes such.
 */
final class WrittenWalk {
    private final TwinContext context;
    private final SuiteRunner suites;

    WrittenWalk(TwinContext context, SuiteRunner suites) {
        this.context = context;
        this.suites = suites;
    }

    /**
     * Goes back from phase after phase.
     *
     * @param from index of the phase just applied
     * @param to index of the last phase to go back from; nothing is done where that is behind {@code from}
     * @param serving what serves after {@code from}
     */
    void walk(int from, int to, Serving serving) throws SQLException {
        if (context.plan().apps().isEmpty() || !takesAnythingBack(from, to)) {
            return;
        }
        context.progress().detail("writing all that the app can write, and rolling back");
        if (walk(new WrittenWay(context, from, to, serving, Written.EDGES))) {
            walk(new WrittenWay(context, from, to, serving, Written.SUITES));
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
            if (!mode.get().isWalked()
                    || (mode.get() == Rollback.Mode.REVERSE
                            && PhasesBack.touchesDatabase(
                                    context.plan().phases().get(i)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether something stopped it or did not hold, which might be for an edge value. */
    private boolean walk(WrittenWay way) throws SQLException {
        WriterRuns writers = suites.writers(way.fromName());
        Twin fork = context.twin().fork("written");
        try {
            writers.onAll(fork, way.serving().live(), way.withEdges());
            boolean stopped = writers.hasMore() && new NewWritesWalk(context, way).go(writers, fork);
            return back(way, fork) || stopped;
        } finally {
            fork.drop();
        }
    }

    private boolean back(WrittenWay way, Twin fork) throws SQLException {
        PhasesBack back = new PhasesBack(context);
        boolean forAnEdgeValue = false;
        for (int i = way.from(); i >= way.to(); i--) {
            Optional<PhasesBack.Taken> taken = back.take(i, fork.subject());
            if (taken.isEmpty()) {
                return forAnEdgeValue;
            }
            context.log().add(ended(way, i, taken.get(), fork));
            forAnEdgeValue |= new WrittenEnd(way, i, taken.get(), false).mayBeForAnEdgeValue();
            if (taken.get().failed().isPresent()) {
                return forAnEdgeValue;
            }
        }
        return forAnEdgeValue;
    }

    private Event ended(WrittenWay way, int index, PhasesBack.Taken taken, Twin fork) throws SQLException {
        WayBack back = way.back(index, taken);
        return taken.failed().isPresent()
                ? back.failed(taken.failed().get(), WritesSeen.of(0), null)
                : back.ran(compared(index, taken, fork));
    }

    private WayBack.Found compared(int index, PhasesBack.Taken taken, Twin fork) throws SQLException {
        RecordedRows recorded = context.recorded();
        RowComparison rows = context.observations()
                .rows(fork, taken.left(), context.phaseStarts().get(index));
        return WayBack.Found.rows(
                taken.mode() == Rollback.Mode.RESTORE
                        ? recorded.tablesToSave(rows, fork, taken.left())
                        : recorded.tables(rows, context.twin().subject(), fork.control(), taken.left()),
                recorded.writes(rows),
                recorded.fates(rows),
                recorded.apart(rows));
    }
}
