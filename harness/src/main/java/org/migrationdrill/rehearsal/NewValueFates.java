package org.migrationdrill.rehearsal;

import java.util.ArrayList;
import java.util.List;
import org.migrationdrill.observe.NewColumnValues;
import org.migrationdrill.observe.NewTableValues;
import org.migrationdrill.observe.NewValues;
import org.migrationdrill.observe.RowDifference;
import org.migrationdrill.recording.Event.Difference;
import org.migrationdrill.recording.Event.NewValuesSeen;

/**
 * Tells kept, rebuilt and lost values apart, of columns and tables that the control does not have. All three comparisons list the
 * same columns and tables, in the same order.
 *
 * @param afterRollback held against the fork right after the rollback
 * @param afterReapplication held against the fork once the same phase was reached again
 * @param atTheEnd held against the fork once the whole plan was applied
 */
record NewValueFates(NewValues afterRollback, NewValues afterReapplication, NewValues atTheEnd) {

    List<NewValuesSeen> all() {
        List<NewValuesSeen> all = new ArrayList<>();
        for (int i = 0; i < afterRollback.columns().size(); i++) {
            NewColumnValues rolledBack = afterRollback.columns().get(i);
            NewColumnValues again = better(
                    afterReapplication.columns().get(i), atTheEnd.columns().get(i));
            all.add(seen(
                    rolledBack.table(),
                    rolledBack.column(),
                    rolledBack.nonNull(),
                    rolledBack.rebuilt(),
                    again.lost(),
                    again.examples()));
        }
        for (int i = 0; i < afterRollback.tables().size(); i++) {
            NewTableValues rolledBack = afterRollback.tables().get(i);
            NewTableValues again =
                    better(afterReapplication.tables().get(i), atTheEnd.tables().get(i));
            all.add(seen(
                    rolledBack.table(), null, rolledBack.rows(), rolledBack.rebuilt(), again.lost(), again.examples()));
        }
        return all;
    }

    private static NewValuesSeen seen(
            String table,
            @org.jspecify.annotations.Nullable String column,
            long values,
            long kept,
            long lost,
            List<RowDifference> examples) {
        List<Difference> differences = examples.stream()
                .map(example -> Observations.difference(table, example))
                .toList();
        return new NewValuesSeen(table, column, values, kept, Math.max(0, values - kept - lost), lost, differences);
    }

    private static NewColumnValues better(NewColumnValues again, NewColumnValues end) {
        return end.lost() < again.lost() ? end : again;
    }

    private static NewTableValues better(NewTableValues again, NewTableValues end) {
        return end.lost() < again.lost() ? end : again;
    }
}
