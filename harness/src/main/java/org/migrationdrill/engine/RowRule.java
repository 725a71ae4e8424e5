package org.migrationdrill.engine;

import java.util.List;

/**
 * What the server checks in each row: a CHECK, or that some partition takes the row.
 *
 * @param expression over the columns' bare names
 */
record RowRule(String name, String expression, List<String> columns) {
    RowRule {
        columns = List.copyOf(columns);
    }
}
