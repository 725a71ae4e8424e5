package org.migrationdrill.engine;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.migrationdrill.observe.RowDifference;

/** Counts what is different in one table and keeps a few examples. */
final class DifferenceTally {
    private final RowWitness witness;
    private final Examples examples = new Examples();
    private final SortedMap<String, Long> changedColumns = new TreeMap<>();
    private long changed;
    private long missing;
    private long extra;
    private long maskedCells;
    private long writtenLost;

    DifferenceTally(RowWitness witness) {
        this.witness = witness;
    }

    void changed(ReadRow before, ReadRow after, List<Integer> columns) {
        changed++;
        columns.forEach(column -> changedColumns.merge(witness.column(column), 1L, Long::sum));
        countWritten(before);
        examples.offer(witness.key(before), () -> witness.changed(before, after, columns));
    }

    void missing(ReadRow row) {
        missing++;
        countWritten(row);
        examples.offer(witness.key(row), () -> witness.missing(row));
    }

    void extra(ReadRow row) {
        extra++;
        examples.offer(witness.key(row), () -> witness.extra(row));
    }

    void masked(int cells) {
        maskedCells += cells;
    }

    private void countWritten(ReadRow expected) {
        if (expected.written()) {
            writtenLost++;
        }
    }

    long changed() {
        return changed;
    }

    /** How many of the changed rows differ in each column; columns without a difference are left out. */
    SortedMap<String, Long> changedColumns() {
        return changedColumns;
    }

    long missing() {
        return missing;
    }

    long extra() {
        return extra;
    }

    long maskedCells() {
        return maskedCells;
    }

    /** Rows written since the starting point that are changed or missing. */
    long writtenLost() {
        return writtenLost;
    }

    List<RowDifference> examples() {
        return examples.list();
    }
}
