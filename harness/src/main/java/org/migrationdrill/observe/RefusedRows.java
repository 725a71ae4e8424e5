package org.migrationdrill.observe;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows that kept a reverse from running, for one reason.
 *
 * @param what the reason, to be read behind the rows: {@code with NULL in note}
 * @param table null where it is not known; its schema is left out for {@code public}
 * @param constraint what the rows violate; null where it is a column's type or NOT NULL
 * @param rows null where it is not known which rows are in the way
 * @param unknown why that is not known; null where it is
 * @param exampleKeys up to five, as {@code id=17}; empty where the table has no key
 * @param query what lists these rows on the database that refused; null where they are not known
 */
public record RefusedRows(
        String what,
        @Nullable String table,
        @Nullable String constraint,
        @Nullable Long rows,
        @Nullable String unknown,
        List<String> exampleKeys,
        @Nullable String query) {
    public RefusedRows {
        exampleKeys = List.copyOf(exampleKeys);
    }

    /** With each key as it may be shown. */
    public RefusedRows withKeys(UnaryOperator<String> shown) {
        return new RefusedRows(
                what,
                table,
                constraint,
                rows,
                unknown,
                exampleKeys.stream().map(shown).toList(),
                query);
    }
}
