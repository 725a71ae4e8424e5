package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

/**
 * What a rollback did to the values of one column in rows that are still there.
 *
 * @param how one of emptied, defaulted, truncated, rounded, re-encoded, reordered, replaced
 * @param rows in how many rows
 * @param edge whether edge values were written there
 */
public record DegradedValues(String table, String column, String how, long rows, boolean edge) {
    public DegradedValues {
        requireNonNull(table, "table");
        requireNonNull(column, "column");
        requireNonNull(how, "how");
    }
}
