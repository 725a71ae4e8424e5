package org.migrationdrill.walk;

import java.util.Map;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.RowChanges;
import org.migrationdrill.observe.RowImage;

/**
 * A reverse on a copy, after rows were written to it. Pure.
 *
 * @param back what became of it
 * @param before the rows from before the migration
 * @param written the rows from after the writing
 * @param made how many rows were written to each table, as far as the writer knows
 * @param after the rows from after the reverse; those from before when it failed
 */
record TriedReverse(
        MigrationResult back, RowImage before, RowImage written, Map<String, Integer> made, RowImage after) {
    boolean refused() {
        return back instanceof MigrationResult.Failed;
    }

    /**
     * Whether all is well and that can be told without the rows from after the migration: those from before are as they were, no table
     * had others than were made, and just these are there.
     */
    boolean isPlain() {
        if (refused() || !RowChanges.between(before, after).isEmpty()) {
            return false;
        }
        RowImage all = RowChanges.others(before, written);
        RowImage others = RowChanges.others(before, after);
        return after.tables().keySet().stream()
                .filter(table -> after.size(table) > 0)
                .allMatch(table -> all.size(table) == made.getOrDefault(table, 0) && others.isSame(table, all));
    }

    /** Where nothing was written. */
    ReversedRows onItsOwn() {
        return new ReversedRows(back, before, after, RowsSince.NOTHING);
    }

    /** @param applied the rows from after the migration */
    ReversedRows knowing(RowImage applied) {
        return new ReversedRows(back, before, after, new RowsSince(applied, written));
    }
}
