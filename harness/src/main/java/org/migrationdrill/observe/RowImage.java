package org.migrationdrill.observe;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of a database at one moment, by table. Immutable; needs no database.
 *
 * @param tables by label: with the schema unless it is {@code public}
 */
public record RowImage(SortedMap<String, TableImage> tables) {
    public RowImage {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /** How many rows a table has; none where it is not there. */
    public long size(String table) {
        TableImage image = tables.get(table);
        return image == null ? 0 : image.size();
    }
}
