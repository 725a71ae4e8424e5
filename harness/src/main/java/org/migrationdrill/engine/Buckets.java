package org.migrationdrill.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A table's rows summed up by the server, in portions that both sides make up alike because a row's key decides on its bucket. Sums of
 * hashes, modulo 2^64, not XOR: equal rows of a table without a key would cancel each other out.
 */
final class Buckets {
    static final int COUNT = 1024;

    private final long[] rows = new long[COUNT];
    private final long[] keys = new long[COUNT];
    private final long[] hashes = new long[COUNT];

    /** Adds a line of {@link TableReading#bucketsSql(Stretch)}. */
    void add(ResultSet line) throws SQLException {
        int bucket = line.getInt(2);
        rows[bucket] += line.getLong(3);
        keys[bucket] += line.getBigDecimal(4).longValue();
        hashes[bucket] += line.getBigDecimal(5).longValue();
    }

    /** Adds the rows of another part of the same table. */
    void add(Buckets part) {
        for (int i = 0; i < COUNT; i++) {
            rows[i] += part.rows[i];
            keys[i] += part.keys[i];
            hashes[i] += part.hashes[i];
        }
    }

    long rows() {
        return sum(rows);
    }

    KeySum keys() {
        return new KeySum(rows(), sum(keys));
    }

    /** The buckets whose rows are not all the same on both sides. */
    SortedSet<Integer> differing(Buckets other) {
        SortedSet<Integer> differing = new TreeSet<>();
        for (int i = 0; i < COUNT; i++) {
            if (rows[i] != other.rows[i] || hashes[i] != other.hashes[i]) {
                differing.add(i);
            }
        }
        return Collections.unmodifiableSortedSet(differing);
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}
