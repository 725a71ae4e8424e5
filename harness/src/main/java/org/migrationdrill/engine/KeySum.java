package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table's keys summed up: equal where two tables have the same keys.
 *
 * @param hashes their sum modulo 2^64
 */
record KeySum(long rows, long hashes) {

    static KeySum read(StableView view, TableReading reading) throws SQLException {
        List<KeySum> sums = new ArrayList<>();
        view.forEach(
                reading.keysSql(),
                line -> sums.add(
                        new KeySum(line.getLong(1), line.getBigDecimal(2).longValue())));
        return sums.get(0);
    }
}
