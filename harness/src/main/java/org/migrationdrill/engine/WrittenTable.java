package org.migrationdrill.engine;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one transaction wrote to one table.
 *
 * @param table without the schema when that is {@code public}
 * @param columns with a value in a row that it inserted, or another value in one that it updated, as far as it was looked at
 * @param key the columns whose values {@code gone} holds
 * @param gone the keys of the rows that are not there any more, as a comparison of rows writes them. A row that has got another key is
 *     gone under its old one
 * @param moreGone whether there may be more of those than are told
 */
public record WrittenTable(
        String table, SortedSet<String> columns, List<String> key, List<String> gone, boolean moreGone) {
    public WrittenTable {
        columns = Collections.unmodifiableSortedSet(new TreeSet<>(columns));
        key = List.copyOf(key);
        gone = List.copyOf(gone);
    }
}
