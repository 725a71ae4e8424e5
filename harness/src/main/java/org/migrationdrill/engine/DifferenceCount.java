package org.migrationdrill.engine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.migrationdrill.observe.Degradation;
import org.migrationdrill.observe.DegradedColumn;
import org.migrationdrill.observe.RowDifferences;
import org.migrationdrill.observe.TableComparison;
import org.migrationdrill.observe.ValueDecay;

/** Differences of one table's rows, counted and exemplified. */
final class DifferenceCount {
    private final RowWitness witness;
    private final SortedMap<String, String> defaults;
    private final Examples examples = new Examples();
    private final SortedMap<String, Map<Degradation, Long>> columns = new TreeMap<>();
    private long changed;
    private long missing;
    private long extra;
    private long resurrected;

    /** @param defaults the texts of the values that columns have by default, as far as they are always the same */
    DifferenceCount(RowWitness witness, SortedMap<String, String> defaults) {
        this.witness = witness;
        this.defaults = defaults;
    }

    void changed(ReadRow before, ReadRow after, List<Integer> differing) {
        changed++;
        differing.forEach(column -> degraded(before, after, column));
        examples.offer(witness.key(before), () -> witness.changed(before, after, differing));
    }

    private void degraded(ReadRow before, ReadRow after, int column) {
        String name = witness.column(column);
        Degradation how =
                ValueDecay.of(before.cells().get(column), after.cells().get(column), defaults.get(name));
        columns.computeIfAbsent(name, each -> new EnumMap<>(Degradation.class)).merge(how, 1L, Long::sum);
    }

    void missing(ReadRow row) {
        missing++;
        examples.offer(witness.key(row), () -> witness.missing(row));
    }

    /** @param deleter who had deleted it; {@link TableComparison#OLDER} where nobody had */
    void extra(ReadRow row, long deleter) {
        extra++;
        resurrected += deleter == TableComparison.OLDER ? 0 : 1;
        examples.offer(witness.key(row), () -> witness.extra(row, deleter));
    }

    RowDifferences differences() {
        SortedMap<String, Long> changedColumns = new TreeMap<>();
        columns.forEach((column, ways) -> changedColumns.put(
                column, ways.values().stream().mapToLong(Long::longValue).sum()));
        List<DegradedColumn> degraded = columns.entrySet().stream()
                .flatMap(column -> column.getValue().entrySet().stream()
                        .map(way -> new DegradedColumn(column.getKey(), way.getKey(), way.getValue())))
                .toList();
        return new RowDifferences(changed, changedColumns, degraded, missing, extra, resurrected, examples.list());
    }
}
