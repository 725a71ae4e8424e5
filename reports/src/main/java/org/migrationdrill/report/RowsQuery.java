package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

/**
 * An SQL query that finds the rows which a rollback harms, or brings.
 *
 * @param migrated where it is to be run: on the migrated database before going back, else on one that is not migrated
 * @param finds how many of these rows it finds
 * @param differs how many there are; more than {@code finds}: it finds only some
 * @param rolledBack whether that is the one that was gone back on: the rows are there and should not be
 */
public record RowsQuery(String table, String sql, boolean migrated, long finds, long differs, boolean rolledBack) {
    public RowsQuery {
        requireNonNull(table, "table");
        requireNonNull(sql, "sql");
    }

    /** For a time before going back. */
    public RowsQuery(String table, String sql, boolean migrated, long finds, long differs) {
        this(table, sql, migrated, finds, differs, false);
    }
}
