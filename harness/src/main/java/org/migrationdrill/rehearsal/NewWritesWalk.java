package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.engine.DeletedRows;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.TableComparison;
import org.migrationdrill.recording.RollbackEvent;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.scenario.Rollback;

/**
 * Goes back over phases after the versions that serve have written what only they can: what became of that is held against a copy
 * from before the way back, since the control has none of it.
 */
final class NewWritesWalk {
    private final TwinContext context;
    private final WrittenWay way;

    NewWritesWalk(TwinContext context, WrittenWay way) {
        this.context = context;
        this.way = way;
    }

    /**
     * @param fork on which the rest was written already
     * @return whether something stopped it or did not hold, which might be for an edge value
     */
    boolean go(WriterRuns writers, Twin fork) throws SQLException {
        DatabaseServer server = context.twin().server();
        DatabaseCopy after = server.copy(fork.subject(), "feature");
        try {
            long since = context.observations().currentXid(after);
            DeletedRows deleted = fork.deleted().fork();
            writers.alone(after, deleted);
            if (isReplacedAtOnce()) {
                return back(after, after, since, deleted);
            }
            DatabaseCopy before = server.copy(after, "feature_before");
            try {
                return back(before, after, since, deleted);
            } finally {
                server.drop(before);
            }
        } finally {
            server.drop(after);
        }
    }

    /** What a copy takes the place of stays as it was. */
    private boolean isReplacedAtOnce() {
        return context.plan().phases().get(way.from()).mode() == Rollback.Mode.RESTORE;
    }

    private boolean back(DatabaseCopy before, DatabaseCopy after, long since, DeletedRows deleted) throws SQLException {
        PhasesBack back = new PhasesBack(context);
        NewWritesAgain again = new NewWritesAgain(context, way.from(), before, after, since, deleted);
        boolean forAnEdgeValue = false;
        for (int i = way.from(); i >= way.to(); i--) {
            Optional<PhasesBack.Taken> taken = back.take(i, after);
            if (taken.isEmpty()) {
                break;
            }
            add(i, taken.get(), seen(i, taken.get(), before, since, deleted), again);
            forAnEdgeValue |= new WrittenEnd(way, i, taken.get(), true).mayBeForAnEdgeValue();
            if (taken.get().failed().isPresent()) {
                return forAnEdgeValue;
            }
        }
        again.apply();
        return forAnEdgeValue;
    }

    /** What was gone back from in another way than by what takes migrations back is not applied again. */
    private void add(int index, PhasesBack.Taken taken, RollbackEvent.NewWritesSeen seen, NewWritesAgain again) {
        if (taken.mode() == Rollback.Mode.FORWARD_FIX || taken.mode() == Rollback.Mode.RESTORE) {
            again.record();
            context.log().add(seen);
        } else {
            again.rolledBack(index, taken.mode(), seen);
        }
        if (taken.failed().isPresent()) {
            again.record();
        }
    }

    private RollbackEvent.NewWritesSeen seen(
            int index, PhasesBack.Taken taken, DatabaseCopy before, long since, DeletedRows deleted)
            throws SQLException {
        Optional<FailedStep> failed = taken.failed();
        RowComparison rows = failed.isPresent()
                ? new RowComparison(List.<TableComparison>of())
                : context.observations().fatesSince(before, taken.left(), since, deleted);
        return new RollbackEvent.NewWritesSeen(
                way.fromName(),
                context.before(index),
                failed.map(FailedStep::outcome).orElse(RollbackOutcome.RAN),
                failed.map(FailedStep::failure).orElse(null),
                failed.map(FailedStep::step).orElse(null),
                way.written(),
                context.recorded().writtenFates(rows),
                context.recorded().apart(rows));
    }
}
