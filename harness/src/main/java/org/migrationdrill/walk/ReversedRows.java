package org.migrationdrill.walk;

import java.util.List;
import java.util.Map;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.AddedRows;
import org.migrationdrill.observe.RowChange;
import org.migrationdrill.observe.RowChanges;
import org.migrationdrill.observe.RowImage;

/**
 * A reverse that was tried on rows. Pure.
 *
 * @param back what became of it
 * @param before the rows from before the migration
 * @param after the rows from after the reverse; those from before when it failed
 * @param since how many of these were written to each table after the migration
 */
record ReversedRows(MigrationResult back, RowImage before, RowImage after, Map<String, Integer> since) {
    boolean refused() {
        return back instanceof MigrationResult.Failed;
    }

    /** What of the rows from before the migration is not as it was. */
    List<RowChange> changes() {
        return RowChanges.between(before, after);
    }

    /** Rows that did not stand before the migration. */
    List<AddedRows> added() {
        return RowChanges.added(before, after);
    }

    /**
     * Whether the rows that were added can't be just those that were written since. A reverse may take some of these along and leave as
     * many others, so only their very number, or a table without rows, proves that it leaves nothing.
     */
    boolean mayLeave() {
        return after.tables().keySet().stream()
                .anyMatch(table -> after.size(table) > 0
                        && after.size(table) - before.size(table) != since.getOrDefault(table, 0));
    }
}
