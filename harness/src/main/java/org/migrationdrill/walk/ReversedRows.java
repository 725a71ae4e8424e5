package org.migrationdrill.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
 * @param since what was written after the migration
 */
record ReversedRows(MigrationResult back, RowImage before, RowImage after, RowsSince since) {
    boolean refused() {
        return back instanceof MigrationResult.Failed;
    }

    /** What of the rows from before the migration is not as it was. Where others than the reverse changed rows, it is not told. */
    List<RowChange> changes() {
        RowImage overwritten = since.overwritten();
        return RowChanges.between(before, after).stream()
                .filter(change -> overwritten.isEmpty(change.table()))
                .toList();
    }

    /** What either of two trials tells of a table; the one without rows since, where both do. */
    List<RowChange> changesOr(ReversedRows written) {
        return both(changes(), written.changes(), RowChange::table);
    }

    /**
     * Whether all rows are those from before the migration, changed by the reverse or not at all, and those that were written since, each
     * of them as it was written. Then nothing is left, whatever the migration wrote.
     */
    boolean isAccountedFor() {
        if (othersMayHaveChanged()) {
            return false;
        }
        RowImage others = others();
        RowImage written = since.rows();
        return after.tables().keySet().stream()
                .allMatch(table -> after.size(table) == 0 || others.isSame(table, written));
    }

    /** Of a large table the sums tell: with what was written on top, its rows are those from before. */
    private boolean othersMayHaveChanged() {
        RowImage overwritten = since.overwritten();
        return RowChanges.between(before, after).stream()
                .anyMatch(change -> !overwritten.isEmpty(change.table()) && !overwritten.isLarge(change.table()));
    }

    /** Rows that are none from before the migration: where nothing was written since, those that the reverse left. */
    List<AddedRows> leftOr(ReversedRows written) {
        return both(RowChanges.listed(others()), written.leftInsteadOfOthers(), AddedRows::table);
    }

    /** Rows that the migration wrote, in tables in which the reverse took rows that were written since. */
    private List<AddedRows> leftInsteadOfOthers() {
        RowImage others = others();
        RowImage taken = since.rows().without(others);
        RowImage migrations = RowChanges.others(before, since.applied());
        return RowChanges.listed(others.without(since.rows()).within(migrations)).stream()
                .filter(left -> !taken.isEmpty(left.table()))
                .toList();
    }

    private RowImage others() {
        return RowChanges.others(before, after);
    }

    private static <T> List<T> both(List<T> first, List<T> second, Function<T, String> table) {
        Set<String> told = first.stream().map(table).collect(Collectors.toSet());
        List<T> both = new ArrayList<>(first);
        second.stream().filter(one -> !told.contains(table.apply(one))).forEach(both::add);
        return both;
    }
}
