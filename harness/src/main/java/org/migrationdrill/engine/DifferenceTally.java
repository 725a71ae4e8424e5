package org.migrationdrill.engine;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.migrationdrill.observe.FateCounts;
import org.migrationdrill.observe.RowDifferences;
import org.migrationdrill.observe.TableComparison;

/** Counts what is different in one table, of whose rows, and keeps a few examples. */
final class DifferenceTally {
    private final LongPredicate isApart;
    private final Deletions deletions;
    private final DifferenceCount most;
    private final DifferenceCount apart;
    private final SortedMap<Long, FateCounts> harmed = new TreeMap<>();
    private final SortedMap<Long, Long> resurrected = new TreeMap<>();
    private long maskedCells;

    /**
     * @param defaults see {@link DifferenceCount}
     * @param isApart writers whose rows are counted apart
     */
    DifferenceTally(
            RowWitness witness, SortedMap<String, String> defaults, LongPredicate isApart, Deletions deletions) {
        this.isApart = isApart;
        this.deletions = deletions;
        this.most = new DifferenceCount(witness, defaults);
        this.apart = new DifferenceCount(witness, defaults);
    }

    /** A tally of everybody's rows alike. */
    static DifferenceTally of(RowWitness witness) {
        return new DifferenceTally(witness, new TreeMap<>(), writer -> false, Deletions.NONE);
    }

    void changed(ReadRow before, ReadRow after, List<Integer> columns) {
        of(before.writer()).changed(before, after, columns);
        harmed(before, new FateCounts(0, 0, 1, 0));
    }

    /** It is another value, and counts as the same. */
    void transformed(ReadRow before) {
        harmed(before, new FateCounts(0, 1, 0, 0));
    }

    void missing(ReadRow row) {
        of(row.writer()).missing(row);
        harmed(row, new FateCounts(0, 0, 0, 1));
    }

    /** One that an operation had deleted is its doing that did not stay. */
    void extra(ReadRow row) {
        long deleter = deletions.deleter(row);
        of(deleter).extra(row, deleter);
        if (deleter != TableComparison.OLDER) {
            resurrected.merge(deleter, 1L, Long::sum);
        }
    }

    void masked(int cells) {
        maskedCells += cells;
    }

    private DifferenceCount of(long writer) {
        return isApart.test(writer) ? apart : most;
    }

    private void harmed(ReadRow row, FateCounts fate) {
        harmed.merge(row.writer(), fate, FateCounts::plus);
    }

    /** Expected rows that are not there as they were. */
    long harmedRows() {
        return harmed.values().stream()
                .mapToLong(fate -> fate.degraded() + fate.lost())
                .sum();
    }

    /**
     * The fates of all rows, by writer.
     *
     * @param gone how many rows each transaction has deleted that the expected side does not have
     */
    SortedMap<Long, FateCounts> fates(long rows, WrittenRows written, SortedMap<Long, Long> gone) {
        SortedMap<Long, FateCounts> fates = new TreeMap<>();
        written.byTransaction().forEach((writer, count) -> fates.put(writer, fate(writer, count)));
        long older = rows - written.rows();
        if (older > 0) {
            fates.put(TableComparison.OLDER, fate(TableComparison.OLDER, older));
        }
        resurrected.forEach(
                (deleter, back) -> fates.merge(deleter, new FateCounts(0, 0, 0, 0, back), FateCounts::plus));
        gone.forEach((deleter, count) -> fates.merge(
                deleter,
                new FateCounts(Math.max(0, count - resurrected.getOrDefault(deleter, 0L)), 0, 0, 0),
                FateCounts::plus));
        return fates;
    }

    private FateCounts fate(long writer, long rows) {
        FateCounts known = harmed.getOrDefault(writer, FateCounts.NONE);
        return known.plus(new FateCounts(rows - known.rows(), 0, 0, 0));
    }

    RowDifferences differences() {
        return most.differences();
    }

    RowDifferences apart() {
        return apart.differences();
    }

    long maskedCells() {
        return maskedCells;
    }
}
