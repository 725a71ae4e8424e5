package org.migrationdrill.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a few rows have in one column.
 *
 * @param rows how many rows
 * @param values how many of them are not NULL there
 * @param value the text of the value that all of them have; null where they have several, or it may not be shown
 */
record SharedValue(long rows, long values, @Nullable String value) {
    private static final int LONGEST = 80;

    /** What tells them from rows that have something else there. Of a single row everything would be shared. */
    List<String> predicates(String column, String type) {
        if (values == 0) {
            return List.of(column + " IS NULL");
        }
        if (values < rows) {
            return List.of();
        }
        String present = column + " IS NOT NULL";
        return value == null || rows < 2 || value.length() > LONGEST
                ? List.of(present)
                : List.of(column + " = " + SqlValue.of(value, type), present);
    }
}
