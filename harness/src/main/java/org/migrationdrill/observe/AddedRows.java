package org.migrationdrill.observe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By how many rows a table has grown.
 *
 * @param table with the schema unless it is {@code public}
 * @param rows at least 1
 * @param examples some of them; none of a large table
 */
public record AddedRows(String table, long rows, List<Row> examples) {
    static final int EXAMPLES = 5;

    public AddedRows {
        examples = List.copyOf(examples);
    }

    /**
     * One that was not there before.
     *
     * @param key null where it has none: {@code id=5}
     * @param values all of them: {@code id=5, name=x}
     */
    public record Row(@Nullable String key, String values) {}
}
