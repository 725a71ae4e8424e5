package org.migrationdrill.observe;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a table at one moment; of a large table only their number and a hash.
 *
 * @param columns in the table's order
 * @param key the columns of its best key; empty when it has none
 * @param rows each with a value for every column, as text; in no order; empty where the table is large
 * @param sum of a large table; empty where {@code rows} has them all
 */
public record TableImage(List<String> columns, List<String> key, List<List<@Nullable String>> rows, Optional<Sum> sum) {
    public TableImage {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        rows = List.copyOf(rows);
    }

    /**
     * What a large table comes to.
     *
     * @param hash the sum of the hashes of its rows, on the columns of the image it is compared with, or on its own
     */
    public record Sum(long rows, String hash) {
        /** What rows come to that stand here and not there. */
        Sum minus(Sum other) {
            return new Sum(
                    rows - other.rows,
                    new BigInteger(hash).subtract(new BigInteger(other.hash)).toString());
        }

        boolean isNothing() {
            return rows == 0 && hash.equals("0");
        }
    }

    /** How many rows it has. */
    public long size() {
        return sum.map(Sum::rows).orElse((long) rows.size());
    }

    /** Whether it comes to nothing. */
    boolean isEmpty() {
        return rows.isEmpty() && sum.map(Sum::isNothing).orElse(true);
    }

    /** The same table, without its rows. */
    TableImage empty() {
        return with(List.of());
    }

    TableImage with(List<List<@Nullable String>> others) {
        return new TableImage(columns, key, others, Optional.empty());
    }

    TableImage with(Sum other) {
        return new TableImage(columns, key, List.of(), Optional.of(other));
    }

    /** A row's values in some columns; null for those that are not there. */
    List<@Nullable String> values(List<@Nullable String> row, List<String> some) {
        List<@Nullable String> values = new ArrayList<>();
        for (String column : some) {
            int place = columns.indexOf(column);
            values.add(place < 0 ? null : row.get(place));
        }
        return values;
    }

    /** Its rows but for those that the other one has, too; of rows that are alike, as many as it has more. */
    TableImage without(TableImage other) {
        if (sum.isPresent() && other.sum.isPresent()) {
            return with(sum.get().minus(other.sum.get()));
        }
        List<String> common = new ArrayList<>(columns);
        common.retainAll(other.columns);
        if (sum.isPresent() || other.sum.isPresent() || !tellsRows(common, other)) {
            return this;
        }
        Map<List<@Nullable String>, Integer> there = new HashMap<>();
        other.rows.forEach(row -> there.merge(other.values(row, common), 1, Integer::sum));
        return with(rows.stream()
                .filter(row -> there.merge(values(row, common), -1, Integer::sum) < 0)
                .toList());
    }

    /** Those of its rows that the other one has, too; none of a large table. */
    TableImage within(TableImage other) {
        return sum.isPresent() || other.sum.isPresent() ? empty() : without(without(other));
    }

    /** Whether rows of both that are equal in these columns are the same. Where a key is not among them, they need not be. */
    private boolean tellsRows(List<String> common, TableImage other) {
        if (key.isEmpty() && other.key.isEmpty()) {
            return common.size() == Math.min(columns.size(), other.columns.size());
        }
        return common.containsAll(key) && common.containsAll(other.key);
    }

    /** Whether these are the same rows, each as often. */
    boolean isSame(TableImage other) {
        if (sum.isPresent() || other.sum.isPresent()) {
            return sum.equals(other.sum);
        }
        return rows.size() == other.rows.size() && without(other).rows.isEmpty();
    }
}
