package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of some of a table's buckets summed up: equal where two tables have the same keys there.
 *
 * @param hashes their sum modulo 2^64
 */
record KeySum(long rows, long hashes) {

    static KeySum read(TableSide side, BucketChoice buckets) throws SQLException {
        List<KeySum> sums = new ArrayList<>();
        side.view()
                .forEach(
                        side.reading().keysSql(buckets),
                        line -> sums.add(new KeySum(
                                line.getLong(1), line.getBigDecimal(2).longValue())));
        return sums.get(0);
    }
}
