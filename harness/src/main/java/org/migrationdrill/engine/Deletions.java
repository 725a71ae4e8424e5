package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.migrationdrill.observe.TableComparison;

/**
 * The rows of one table that operations have deleted.
 *
 * @param byKey by the text of each row's key the transaction that deleted it last
 * @param since the first transaction whose deletions count as writes
 */
record Deletions(Map<String, Long> byKey, long since) {
    static final Deletions NONE = new Deletions(Map.of(), 0);

    /** Who deleted that row; {@link TableComparison#OLDER} where nobody did. */
    long deleter(ReadRow row) {
        return byKey.getOrDefault(row.key(), TableComparison.OLDER);
    }

    /** By transaction, how many of the rows that were deleted since are not there: some may have been written again. */
    SortedMap<Long, Long> gone(StableView view, TableReading reading) throws SQLException {
        Map<String, Long> counting = byKey.entrySet().stream()
                .filter(row -> row.getValue() >= since)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<String> present = PresentKeys.among(counting.keySet(), view, reading);
        SortedMap<Long, Long> gone = new TreeMap<>();
        counting.forEach((key, transaction) -> {
            if (!present.contains(key)) {
                gone.merge(transaction, 1L, Long::sum);
            }
        });
        return gone;
    }
}
