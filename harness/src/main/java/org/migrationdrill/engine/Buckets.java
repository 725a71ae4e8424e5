package org.migrationdrill.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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
        return LongStream.of(rows).sum();
    }

    /** The rows in some of the buckets. */
    long rows(BucketChoice choice) {
        return sum(rows, choice);
    }

    KeySum keys(BucketChoice choice) {
        return new KeySum(rows(choice), sum(keys, choice));
    }

    /** The buckets whose rows are not all the same on both sides. */
    BucketChoice differing(Buckets other) {
        BitSet differing = new BitSet(COUNT);
        for (int i = 0; i < COUNT; i++) {
            differing.set(i, rows[i] != other.rows[i] || hashes[i] != other.hashes[i]);
        }
        return new BucketChoice(COUNT, differing);
    }

    private static long sum(long[] values, BucketChoice choice) {
        return IntStream.range(0, COUNT)
                .filter(choice::has)
                .mapToLong(bucket -> values[bucket])
                .sum();
    }
}
