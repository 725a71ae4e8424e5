package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.migrationdrill.observe.CellDifference;
import org.migrationdrill.observe.RowDifference;
import org.migrationdrill.observe.RowDifference.Kind;

/** Tells of a row in words that a reviewer can look it up by. */
final class RowWitness {
    private static final int FEW = 4;
    private static final int LONGEST_KEY = 120;

    private final TableReading reading;

    RowWitness(TableReading reading) {
        this.reading = reading;
    }

    RowDifference changed(ReadRow before, ReadRow after, List<Integer> columns) {
        List<CellDifference> cells = columns.stream()
                .map(i -> new CellDifference(
                        reading.columns().get(i),
                        before.cells().get(i),
                        after.cells().get(i)))
                .toList();
        return new RowDifference(Kind.CHANGED, key(before), cells, before.writer());
    }

    RowDifference missing(ReadRow row) {
        List<CellDifference> cells = new ArrayList<>();
        for (int i : telling()) {
            cells.add(new CellDifference(reading.columns().get(i), row.cells().get(i), null));
        }
        return new RowDifference(Kind.MISSING, key(row), cells, row.writer());
    }

    RowDifference extra(ReadRow row, long deleter) {
        List<CellDifference> cells = new ArrayList<>();
        for (int i : telling()) {
            cells.add(new CellDifference(
                    reading.columns().get(i), null, row.cells().get(i)));
        }
        return new RowDifference(Kind.EXTRA, key(row), cells, deleter);
    }

    String key(ReadRow row) {
        if (reading.keyless()) {
            return cut(row.key());
        }
        return cut(reading.key().stream()
                .map(name -> name + "=" + row.cells().get(reading.columns().indexOf(name)))
                .collect(Collectors.joining(", ")));
    }

    private List<Integer> telling() {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < reading.columns().size() && columns.size() < FEW; i++) {
            if (!reading.key().contains(reading.columns().get(i))) {
                columns.add(i);
            }
        }
        return columns;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_KEY
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_KEY - 1)) + "…";
    }

    /** The name of the column with this index. */
    String column(int index) {
        return reading.columns().get(index);
    }
}
