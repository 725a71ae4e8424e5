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
 * @param changed rows that both have, with different values
 * @param changedColumns how many of them differ in each column
 * @param missing rows that only the control has
 * @param extra rows that only the subject has
 * @param maskedCells different cells that are not counted, because the two controls differ there too; of rows whose keys are random
 *     all values that the controls do not agree on
 * @param written rows of the control that were inserted or updated since the comparison's starting point
 * @param writtenKept those of them that are neither changed nor missing
 * @param examples at most five differences, sorted by key, shorter keys first
 * @param keyless whether no key was common to both, so that rows were compared as a multiset: a changed row is a missing and an extra
 *     one
 */
public record TableComparison(
        String table,
        boolean present,
        List<String> absentColumns,
        List<String> retypedColumns,
        long rows,
        long changed,
        SortedMap<String, Long> changedColumns,
        long missing,
        long extra,
        long maskedCells,
        long written,
        long writtenKept,
        List<RowDifference> examples,
        boolean keyless) {
    public TableComparison {
        absentColumns = List.copyOf(absentColumns);
        retypedColumns = List.copyOf(retypedColumns);
        examples = List.copyOf(examples);
        changedColumns = Collections.unmodifiableSortedMap(new TreeMap<>(changedColumns));
    }

    /** Whether the old app finds every row and every column, with the values that the control has. */
    public boolean equal() {
        return present && absentColumns.isEmpty() && differences() == 0;
    }

    /** Rows that are changed, missing or extra. */
    public long differences() {
        return changed + missing + extra;
    }
}
