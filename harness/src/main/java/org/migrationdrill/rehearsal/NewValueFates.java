package org.migrationdrill.rehearsal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.Disclosure;
import org.migrationdrill.observe.NewColumnValues;
import org.migrationdrill.observe.NewTableValues;
import org.migrationdrill.observe.NewValues;
import org.migrationdrill.observe.RowDifference;
import org.migrationdrill.recording.Difference;
import org.migrationdrill.recording.RollbackEvent.NewValuesSeen;

/**
 * Tells kept, rebuilt and lost values apart, of columns and tables that the control does not have. All three comparisons list the
 * same columns and tables, in the same order.
 *
 * @param afterRollback held against the fork right after the rollback
 * @param afterReapplication held against the fork once the same phase was reached again
 * @param atTheEnd held against the fork once the whole plan was applied; null where it was not. What the plan itself has dropped by
 *     then had no future that could be lost
 */
record NewValueFates(
        NewValues afterRollback,
        NewValues afterReapplication,
        @Nullable NewValues atTheEnd,
        Disclosure disclosure) {

    List<NewValuesSeen> all() {
        List<NewValuesSeen> all = new ArrayList<>();
        for (int i = 0; i < afterRollback.columns().size(); i++) {
            all.add(column(i));
        }
        for (int i = 0; i < afterRollback.tables().size(); i++) {
            all.add(table(i));
        }
        return all;
    }

    private NewValuesSeen column(int index) {
        NewColumnValues rolledBack = afterRollback.columns().get(index);
        NewColumnValues again = afterReapplication.columns().get(index);
        NewColumnValues end = atTheEnd == null ? again : atTheEnd.columns().get(index);
        Loss loss = loss(new Loss(again.lost(), again.examples()), new Loss(end.lost(), end.examples()), end.absent());
        return seen(rolledBack.table(), rolledBack.column(), rolledBack.nonNull(), rolledBack.rebuilt(), loss);
    }

    private NewValuesSeen table(int index) {
        NewTableValues rolledBack = afterRollback.tables().get(index);
        NewTableValues again = afterReapplication.tables().get(index);
        NewTableValues end = atTheEnd == null ? again : atTheEnd.tables().get(index);
        Loss loss = loss(new Loss(again.lost(), again.examples()), new Loss(end.lost(), end.examples()), end.absent());
        return seen(rolledBack.table(), null, rolledBack.rows(), rolledBack.rebuilt(), loss);
    }

    private record Loss(long values, List<RowDifference> examples) {
        static final Loss NONE = new Loss(0, List.of());
    }

    private Loss loss(Loss again, Loss end, boolean absentAtTheEnd) {
        if (atTheEnd != null && absentAtTheEnd) {
            return Loss.NONE;
        }
        return end.values() < again.values() ? end : again;
    }

    private NewValuesSeen seen(String table, @Nullable String column, long values, long kept, Loss loss) {
        List<Difference> differences = loss.examples().stream()
                .map(example -> RecordedRows.difference(table, example, disclosure))
                .toList();
        long rebuilt = Math.max(0, values - kept - loss.values());
        return new NewValuesSeen(table, column, values, kept, rebuilt, loss.values(), differences);
    }
}
