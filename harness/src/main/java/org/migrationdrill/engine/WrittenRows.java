package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of a table that were inserted or updated since a moment.
 *
 * @param byTransaction how many of them each transaction wrote last, by its id with its epoch
 */
record WrittenRows(SortedMap<Long, Long> byTransaction) {
    WrittenRows {
        byTransaction = Collections.unmodifiableSortedMap(new TreeMap<>(byTransaction));
    }

    /** @param sinceXid the id of the first transaction that counts, with its epoch */
    static WrittenRows read(StableView view, TableReading reading, long sinceXid) throws SQLException {
        SortedMap<Long, Long> rows = new TreeMap<>();
        if (reading.table().datesItsRows()) {
            view.forEach(reading.writtenSql(sinceXid), line -> rows.put(line.getLong(1), line.getLong(2)));
        }
        return new WrittenRows(rows);
    }

    long rows() {
        return byTransaction.values().stream().mapToLong(Long::longValue).sum();
    }
}
