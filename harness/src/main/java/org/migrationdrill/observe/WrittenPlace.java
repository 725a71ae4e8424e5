package org.migrationdrill.observe;

import org.jspecify.annotations.Nullable;

/**
 * A place that a transaction wrote to: rows that came or went, or a column whose values changed.
 *
 * @param table the name as one writes it, without the schema when that is {@code public}
 * @param column null for rows that came or went, and for changed rows of a table without a key, whose columns can't be told
 * @param rows how many
 * @param example the key of one of them; null where there is none to show
 */
public record WrittenPlace(
        String table,
        @Nullable String column,
        Kind kind,
        long rows,
        @Nullable String example) {

    /** What was done to the rows. */
    public enum Kind {
        INSERTED,
        CHANGED,
        DELETED
    }
}
