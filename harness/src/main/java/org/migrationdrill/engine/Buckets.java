package org.migrationdrill.engine;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A table's rows summed up by the server, in portions that both sides make up alike because a row's key decides on its bucket. */
final class Buckets {
    private final Map<Integer, Bucket> byNumber;

    private Buckets(Map<Integer, Bucket> byNumber) {
        this.byNumber = byNumber;
    }

    /** Sums, not XOR: equal rows of a table without a key would cancel each other out. */
    private record Bucket(long rows, BigDecimal keyHashes, BigDecimal rowHashes, long written) {}

    static Buckets read(StableView view, TableReading reading, long sinceXid) throws SQLException {
        Map<Integer, Bucket> buckets = new HashMap<>();
        view.forEach(
                reading.bucketsSql(sinceXid),
                row -> buckets.put(
                        row.getInt(1),
                        new Bucket(row.getLong(2), row.getBigDecimal(3), row.getBigDecimal(4), row.getLong(5))));
        return new Buckets(buckets);
    }

    long rows() {
        return byNumber.values().stream().mapToLong(Bucket::rows).sum();
    }

    long written() {
        return byNumber.values().stream().mapToLong(Bucket::written).sum();
    }

    /** The buckets whose rows are not all the same on both sides. */
    SortedSet<Integer> differing(Buckets other) {
        SortedSet<Integer> differing = new TreeSet<>(byNumber.keySet());
        differing.addAll(other.byNumber.keySet());
        differing.removeIf(number -> same(byNumber.get(number), other.byNumber.get(number)));
        return Collections.unmodifiableSortedSet(differing);
    }

    KeySum keys() {
        return KeySum.of(
                rows(), byNumber.values().stream().map(Bucket::keyHashes).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static boolean same(@Nullable Bucket one, @Nullable Bucket other) {
        return one != null
                && other != null
                && one.rows() == other.rows()
                && one.rowHashes().compareTo(other.rowHashes()) == 0;
    }
}
