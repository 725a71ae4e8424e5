package org.migrationdrill.observe;

import org.jspecify.annotations.Nullable;

/**
 * What a row that stood before is, where it is not as it was.
 *
 * @param row by its key where it has one: {@code id=5}; null for a table as a whole
 * @param column null where it is about the whole row
 */
public record RowChange(
        String table,
        @Nullable String row,
        Fate fate,
        @Nullable String column,
        @Nullable String before,
        @Nullable String after) {
    /** What became of it. */
    public enum Fate {
        LOST,
        CHANGED,
        /** The same row under another key. */
        REKEYED
    }
}
