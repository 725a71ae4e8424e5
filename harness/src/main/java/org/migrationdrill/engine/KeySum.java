package org.migrationdrill.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A table's keys summed up: equal where two tables have the same keys. */
record KeySum(long rows, BigInteger hashes) {

    static KeySum of(long rows, BigDecimal hashes) {
        return new KeySum(rows, hashes.toBigInteger());
    }

    static KeySum read(StableView view, TableReading reading) throws SQLException {
        List<KeySum> sums = new ArrayList<>();
        view.forEach(reading.keysSql(), row -> sums.add(of(row.getLong(1), row.getBigDecimal(2))));
        return sums.get(0);
    }
}
