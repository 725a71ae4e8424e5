package org.migrationdrill.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one statement answered. */
public sealed interface StatementAnswer {
    /**
     * A result set, in the order received.
     *
     * @param labels the columns' labels; a label may stand twice
     * @param types the columns' types as the server names them
     * @param rows each with a text for each column, as the server writes it
     */
    record Rows(List<String> labels, List<String> types, List<List<@Nullable String>> rows) implements StatementAnswer {
        public Rows {
            labels = List.copyOf(labels);
            types = List.copyOf(types);
            rows = rows.stream().map(Rows::copy).toList();
            int width = labels.size();
            if (types.size() != width || rows.stream().anyMatch(row -> row.size() != width)) {
                throw new IllegalArgumentException("rows that are not as wide as their labels " + labels);
            }
        }

        private static List<@Nullable String> copy(List<@Nullable String> row) {
            return Collections.unmodifiableList(new ArrayList<>(row));
        }
    }

    /** How many rows were changed; 0 for statements that change none. */
    record Count(long rows) implements StatementAnswer {}
}
