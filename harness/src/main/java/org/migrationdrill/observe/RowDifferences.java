package org.migrationdrill.observe;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is different between two tables. Counts are exact.
 *
 * @param changed rows that both have, with different values
 * @param changedColumns how many of them differ in each column
 * @param degraded the same by what became of the values, sorted by column
 * @param missing rows that only the expected side has
 * @param extra rows that only the side under test has
 * @param resurrected those of them that an operation had deleted
 * @param examples at most five, sorted by key, shorter keys first
 */
public record RowDifferences(
        long changed,
        SortedMap<String, Long> changedColumns,
        List<DegradedColumn> degraded,
        long missing,
        long extra,
        long resurrected,
        List<RowDifference> examples) {
    /** Both sides have the same rows. */
    public static final RowDifferences NONE =
            new RowDifferences(0, Collections.emptySortedMap(), List.of(), 0, 0, 0, List.of());

    public RowDifferences {
        changedColumns = Collections.unmodifiableSortedMap(new TreeMap<>(changedColumns));
        degraded = List.copyOf(degraded);
        examples = List.copyOf(examples);
    }

    /** Of a table that is not there any more. */
    public static RowDifferences allMissing(long rows) {
        return new RowDifferences(0, Collections.emptySortedMap(), List.of(), rows, 0, 0, List.of());
    }

    /** Without the rows that only the side under test has. */
    public RowDifferences withoutExtra() {
        List<RowDifference> others = examples.stream()
                .filter(row -> row.kind() != RowDifference.Kind.EXTRA)
                .toList();
        return new RowDifferences(changed, changedColumns, degraded, missing, 0, 0, others);
    }

    /** Rows that are changed, missing or extra. */
    public long rows() {
        return changed + missing + extra;
    }
}
