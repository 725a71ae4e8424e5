package org.migrationdrill.observe;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

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

    /** The rows that stand here and not there. */
    public RowImage without(RowImage other) {
        return with(other, TableImage::without);
    }

    /** The rows that stand here and there; of large tables none. */
    public RowImage within(RowImage other) {
        return with(other, TableImage::within);
    }

    private RowImage with(RowImage other, BinaryOperator<TableImage> both) {
        TreeMap<String, TableImage> images = new TreeMap<>();
        tables.forEach((table, image) ->
                images.put(table, both.apply(image, other.tables.getOrDefault(table, image.empty()))));
        return new RowImage(images);
    }

    /** Whether a table comes to nothing; so does one that is not there. */
    public boolean isEmpty(String table) {
        TableImage image = tables.get(table);
        return image == null || image.isEmpty();
    }

    /** Whether only the sum of a table's rows is known. */
    public boolean isLarge(String table) {
        TableImage image = tables.get(table);
        return image != null && image.sum().isPresent();
    }

    /** Whether a table has the same rows here and there, each as often. */
    public boolean isSame(String table, RowImage other) {
        TableImage one = tables.get(table);
        TableImage another = other.tables.get(table);
        if (one == null || another == null) {
            return isEmpty(table) && other.isEmpty(table);
        }
        return one.isSame(another);
    }
}
