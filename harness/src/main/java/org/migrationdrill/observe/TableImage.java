package org.migrationdrill.observe;

import java.util.List;
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
    public record Sum(long rows, String hash) {}

    /** How many rows it has. */
    public long size() {
        return sum.map(Sum::rows).orElse((long) rows.size());
    }

    /** The same table, without its rows. */
    TableImage empty() {
        return new TableImage(columns, key, List.of(), Optional.empty());
    }
}
