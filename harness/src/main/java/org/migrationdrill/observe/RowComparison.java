package org.migrationdrill.observe;

import java.util.List;
import java.util.function.ToLongFunction;

/** Every table of the control compared with the subject's, sorted by name. The sums are over all tables. */
public record RowComparison(List<TableComparison> tables) {
    public RowComparison {
        tables = List.copyOf(tables);
    }

    /** Whether the old app finds every table, column and row with the control's values. */
    public boolean equal() {
        return tables.stream().allMatch(TableComparison::equal);
    }

    public long changed() {
        return sum(TableComparison::changed);
    }

    /** Rows that count as the same although they are not. */
    public long transformed() {
        return tables.stream()
                .flatMap(table -> table.fates().values().stream())
                .mapToLong(FateCounts::transformed)
                .sum();
    }

    public long missing() {
        return sum(TableComparison::missing);
    }

    public long extra() {
        return sum(TableComparison::extra);
    }

    /** Those of them that an operation had deleted. */
    public long resurrected() {
        return sum(TableComparison::resurrected);
    }

    public long maskedCells() {
        return sum(TableComparison::maskedCells);
    }

    public long written() {
        return sum(TableComparison::written);
    }

    public long writtenKept() {
        return sum(TableComparison::writtenKept);
    }

    /** The tables that are not {@linkplain TableComparison#equal() equal}. */
    public List<TableComparison> different() {
        return tables.stream().filter(table -> !table.equal()).toList();
    }

    /** At most {@code count} examples as {@code events id=17: kind 'click' -> NULL}, in the order of the tables. */
    public List<String> examples(int count) {
        return tables.stream()
                .flatMap(table -> table.examples().stream().map(row -> table.table() + " " + RowWording.of(row)))
                .limit(count)
                .toList();
    }

    private long sum(ToLongFunction<TableComparison> figure) {
        return tables.stream().mapToLong(figure).sum();
    }
}
