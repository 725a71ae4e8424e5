package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.DeletedRows;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.recording.RollbackEvent.FateSeen;
import org.migrationdrill.recording.RollbackEvent.NewWritesSeen;
import org.migrationdrill.scenario.Rollback;

/**
 * Records what ways back have done to what only the newer version writes. Where they harmed rows, the plan is applied again first, on
 * the same copy: a reverse may have put them where the migration finds them.
 */
final class NewWritesAgain {
    private final TwinContext context;
    private final int from;
    private final DatabaseCopy before;
    private final DatabaseCopy after;
    private final long since;
    private final DeletedRows deleted;
    private final List<NewWritesSeen> seen = new ArrayList<>();
    private int undone;

    /**
     * @param from index of the phase that is rolled back first
     * @param before with the rows, as they were before the way back
     * @param after where it is gone
     * @param since the first transaction id that counts
     * @param deleted the rows that operations have deleted before
     */
    NewWritesAgain(
            TwinContext context, int from, DatabaseCopy before, DatabaseCopy after, long since, DeletedRows deleted) {
        this.context = context;
        this.from = from;
        this.before = before;
        this.after = after;
        this.since = since;
        this.deleted = deleted;
        this.undone = from + 1;
    }

    /** One more phase was rolled back, with these writes there. */
    void rolledBack(int index, Rollback.Mode mode, NewWritesSeen writes) {
        seen.add(writes);
        undone = mode == Rollback.Mode.REVERSE ? index : undone;
    }

    /** Records them as they are. */
    void record() {
        seen.forEach(context.log()::add);
        seen.clear();
    }

    /** Applies again what was undone and, where rows are still missing, the rest of the plan; then records. */
    void apply() throws SQLException {
        if (applied(undone, from)) {
            applied(from + 1, context.plan().phases().size() - 1);
        }
        record();
    }

    /** Whether phases had to be applied again, and could be. */
    private boolean applied(int first, int last) throws SQLException {
        if (first > last || seen.stream().allMatch(NewWriteFates::unharmed)) {
            return false;
        }
        context.progress().detail("applying the plan again for what only the newer version writes");
        if (!new Reapplication(context).again(first, last, after)) {
            return false;
        }
        RowComparison rows = context.observations().fatesSince(before, after, since, deleted);
        List<FateSeen> fates = context.recorded().writtenFates(rows);
        NewWriteFates again = new NewWriteFates(fates, context.recorded().apart(rows));
        seen.replaceAll(again::of);
        return true;
    }
}
