package org.migrationdrill.observe;

import org.jspecify.annotations.Nullable;

/**
 * One column of a row with two values. Values are the server's own text of them, cut when they are long; {@code null} is SQL's NULL,
 * or that the row is not there at all.
 */
public record CellDifference(
        String column, @Nullable String before, @Nullable String after) {
    private static final int LONGEST = 80;

    public CellDifference {
        before = cut(before);
        after = cut(after);
    }

    private static @Nullable String cut(@Nullable String text) {
        if (text == null || text.codePointCount(0, text.length()) <= LONGEST) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
