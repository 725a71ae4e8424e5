package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

/**
 * An SQL query that finds the rows which a rollback harms.
 *
 * @param migrated where it is to be run: on the migrated database before going back, else on one that is not migrated
 * @param finds how many of these rows it finds
 * @param differs how many there are; more than {@code finds}: it finds only some
 */
public record RowsQuery(String table, String sql, boolean migrated, long finds, long differs) {
    public RowsQuery {
        requireNonNull(table, "table");
        requireNonNull(sql, "sql");
    }
}
