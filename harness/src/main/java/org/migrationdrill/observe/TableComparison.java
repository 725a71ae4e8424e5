package org.migrationdrill.observe;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table of the control compared with the subject's table of the same name, on the control's columns. Counts are exact.
 *
 * @param table the name as one writes it, without the schema when that is {@code public}
 * @param present whether the subject has the table; without it every row is missing
 * @param absentColumns the control's columns that the subject lacks: their values were not compared
 * @param retypedColumns columns of another type in the subject: compared as text
 * @param rows rows of the control
 * @param differences between them, without those of rows whose writers are counted apart
 * @param apart of those rows
 * @param maskedCells different cells that are not counted, because the two controls differ there too; of rows whose keys are random
 *     all values that the controls do not agree on
 * @param fates of the control's rows, by the transaction that wrote them since the comparison's starting point: its id with its
 *     epoch; 0 for all that are older. Rows that were deleted since, and deleted ones that are back, count by who deleted them
 * @param key the columns that tell rows apart; empty where no key is common to both
 */
public record TableComparison(
        String table,
        boolean present,
        List<String> absentColumns,
        List<String> retypedColumns,
        long rows,
        RowDifferences differences,
        RowDifferences apart,
        long maskedCells,
        SortedMap<Long, FateCounts> fates,
        List<String> key) {
    /** The key of {@link #fates} for rows from before the comparison's starting point. */
    public static final long OLDER = 0;

    public TableComparison {
        absentColumns = List.copyOf(absentColumns);
        retypedColumns = List.copyOf(retypedColumns);
        key = List.copyOf(key);
        fates = Collections.unmodifiableSortedMap(new TreeMap<>(fates));
    }

    /** Whether rows were compared as a multiset: a changed row is a missing and an extra one. */
    public boolean keyless() {
        return key.isEmpty();
    }

    /** Whether the old app finds every row and every column, with the values that the control has or what counts as the same. */
    public boolean equal() {
        return present && absentColumns.isEmpty() && differences.rows() == 0;
    }

    /** Rows that both have, with different values. */
    public long changed() {
        return differences.changed();
    }

    /** How many of them differ in each column. */
    public SortedMap<String, Long> changedColumns() {
        return differences.changedColumns();
    }

    /** Rows that only the control has. */
    public long missing() {
        return differences.missing();
    }

    /** Rows that only the subject has. */
    public long extra() {
        return differences.extra();
    }

    /** Those of them that an operation had deleted. */
    public long resurrected() {
        return differences.resurrected();
    }

    /** At most five differences, sorted by key, shorter keys first. */
    public List<RowDifference> examples() {
        return differences.examples();
    }

    /** Rows that were inserted, updated or deleted since the comparison's starting point. */
    public long written() {
        return writers().rows();
    }

    /** Those of them that are as they were, or count as the same. */
    public long writtenKept() {
        return writers().kept() + writers().transformed();
    }

    private FateCounts writers() {
        return fates.tailMap(OLDER + 1).values().stream().reduce(FateCounts.NONE, FateCounts::plus);
    }
}
