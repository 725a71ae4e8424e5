package org.migrationdrill.recording;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.DegradedColumn;

/**
 * A table that differs from the control's.
 *
 * @param absent the subject has no such table
 * @param absentColumns columns of the control that the subject lacks
 * @param changedColumns how many of the changed rows differ in each column
 * @param degraded the same by what became of the values; empty on the way forward
 * @param query finds the rows that differ and are not the next ones; null where none was looked for or found
 * @param resurrected those of the {@code extra} rows that an operation had deleted
 * @param extraQuery finds the {@code extra} rows; null where none was looked for or found
 */
public record TableSeen(
        String table,
        boolean absent,
        List<String> absentColumns,
        long changed,
        Map<String, Long> changedColumns,
        List<DegradedColumn> degraded,
        long missing,
        long extra,
        List<Difference> examples,
        @Nullable QuerySeen query,
        long resurrected,
        @Nullable QuerySeen extraQuery) {
    public TableSeen {
        degraded = degraded == null ? List.of() : degraded;
    }

    /** One of which no more is known than the counts. */
    public TableSeen(
            String table,
            boolean absent,
            List<String> absentColumns,
            long changed,
            Map<String, Long> changedColumns,
            long missing,
            long extra,
            List<Difference> examples) {
        this(table, absent, absentColumns, changed, changedColumns, List.of(), missing, extra, examples, null, 0, null);
    }

    /** The same, and how its rows are found. */
    public TableSeen with(@Nullable QuerySeen findsHarmed, @Nullable QuerySeen findsExtra) {
        return new TableSeen(
                table,
                absent,
                absentColumns,
                changed,
                changedColumns,
                degraded,
                missing,
                extra,
                examples,
                findsHarmed,
                resurrected,
                findsExtra);
    }

    /** Rows that differ. */
    public long rows() {
        return changed + missing + extra;
    }

    /** Whether this is a difference in no other way than the other one, of the same table, however many rows. */
    public boolean isOfTheKind(TableSeen other) {
        return (other.absent() || !absent)
                && other.absentColumns().containsAll(absentColumns)
                && other.changedColumns().keySet().containsAll(changedColumns.keySet())
                && (missing == 0 || other.missing() > 0)
                && (extra == 0 || other.extra() > 0);
    }

    /** Whether it is the same difference, as far as counts tell. */
    public boolean isSameAs(TableSeen other) {
        return isOfTheKind(other)
                && changedColumns.equals(other.changedColumns())
                && missing == other.missing()
                && extra == other.extra();
    }
}
