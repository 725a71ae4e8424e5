package org.migrationdrill.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.migrationdrill.observe.CellDifference;
import org.migrationdrill.observe.Degradation;
import org.migrationdrill.observe.RowDifference;
import org.migrationdrill.observe.RowDifference.Kind;
import org.migrationdrill.observe.RowDifferences;
import org.migrationdrill.observe.TableComparison;

/** The rows of one table that differ, whoever wrote them: a query cannot tell the writers apart. */
record DifferingRows(TableComparison comparison) {
    private List<RowDifferences> all() {
        return List.of(comparison.differences(), comparison.apart());
    }

    long missing() {
        return all().stream().mapToLong(RowDifferences::missing).sum();
    }

    long extra() {
        return all().stream().mapToLong(RowDifferences::extra).sum();
    }

    long changed() {
        return all().stream().mapToLong(RowDifferences::changed).sum();
    }

    /** Rows that are not there as they were. */
    long harmed() {
        return missing() + changed();
    }

    /** How many changed rows differ in each column. */
    SortedMap<String, Long> columns() {
        SortedMap<String, Long> columns = new TreeMap<>();
        all().forEach(each -> each.changedColumns().forEach((column, rows) -> columns.merge(column, rows, Long::sum)));
        return columns;
    }

    /** How many rows were degraded how in a column. */
    SortedMap<Degradation, Long> ways(String column) {
        SortedMap<Degradation, Long> ways = new TreeMap<>();
        all().stream()
                .flatMap(each -> each.degraded().stream())
                .filter(degraded -> degraded.column().equals(column))
                .forEach(degraded -> ways.merge(degraded.how(), degraded.rows(), Long::sum));
        return ways;
    }

    /** The keys of the examples of these kinds. */
    Collection<String> keys(Kind... kinds) {
        return examples()
                .filter(row -> Arrays.asList(kinds).contains(row.kind()))
                .map(RowDifference::key)
                .distinct()
                .toList();
    }

    /** The keys of the changed examples that differ in a column. */
    Collection<String> keys(String column) {
        return examples()
                .filter(row -> changedCell(row, column).isPresent())
                .map(RowDifference::key)
                .distinct()
                .toList();
    }

    /** What the changed examples have in a column, where they differ in it. */
    List<CellDifference> cells(String column) {
        return examples().flatMap(row -> changedCell(row, column).stream()).toList();
    }

    private Stream<RowDifference> examples() {
        return all().stream().flatMap(each -> each.examples().stream());
    }

    private static Optional<CellDifference> changedCell(RowDifference row, String column) {
        return row.cells().stream()
                .filter(cell -> row.kind() == Kind.CHANGED && cell.column().equals(column))
                .findFirst();
    }
}
