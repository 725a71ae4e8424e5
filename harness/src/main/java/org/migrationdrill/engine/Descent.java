package org.migrationdrill.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Finds out more closely where sides differ, so that few rows that are the same are read with those that are not. Each side's rows are
 * summed up in more buckets, and of the sums only what they differ by is kept: memory depends on neither the rows nor the differences.
 */
final class Descent {
    static final int BUCKETS = 1 << 18;

    /** So many rows are read as soon as they are summed up. */
    private static final long FEW_ROWS = 50_000;

    private final TableSide expected;
    private final List<TableSide> others;
    private final BucketChoice within;
    private final List<AtomicLongArray> differences = new ArrayList<>();

    private Descent(TableSide expected, List<TableSide> others, BucketChoice within) {
        this.expected = expected;
        this.others = others;
        this.within = within;
        others.forEach(side -> differences.add(new AtomicLongArray(BUCKETS)));
    }

    /**
     * The buckets in which the expected rows are not the same as each of the others'.
     *
     * @param within where they may differ, of {@link Buckets#COUNT}
     * @param rows how many of the expected ones are there
     */
    static BucketChoice narrow(TableSide expected, List<TableSide> others, BucketChoice within, long rows)
            throws SQLException {
        return rows <= FEW_ROWS ? within : new Descent(expected, others, within).differing();
    }

    private BucketChoice differing() throws SQLException {
        List<Abreast.Reading<Boolean>> readings = new ArrayList<>();
        readings.add(() -> read(expected, 1, differences));
        for (int i = 0; i < others.size(); i++) {
            TableSide side = others.get(i);
            List<AtomicLongArray> difference = List.of(differences.get(i));
            readings.add(() -> read(side, -1, difference));
        }
        Abreast.read(readings);
        BitSet differing = new BitSet(BUCKETS);
        for (int i = 0; i < BUCKETS; i++) {
            int bucket = i;
            differing.set(i, differences.stream().anyMatch(difference -> difference.get(bucket) != 0));
        }
        return new BucketChoice(BUCKETS, differing);
    }

    private boolean read(TableSide side, int sign, List<AtomicLongArray> into) throws SQLException {
        try (Statement statement = side.view().portioned();
                ResultSet lines = statement.executeQuery(side.reading().sumsSql(within, BUCKETS))) {
            while (lines.next()) {
                int bucket = lines.getInt(1);
                long sum = sign * lines.getBigDecimal(2).longValue();
                into.forEach(difference -> difference.addAndGet(bucket, sum));
            }
            return true;
        }
    }
}
