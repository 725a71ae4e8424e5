package org.migrationdrill.walk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.migrationdrill.migration.HistoryEntry;

/** Where the rows come from that stand in the tables beside those of the migrations. The same calls give the same rows. */
sealed interface RowSource permits DataFiles, MadeUpRows {
    /**
     * Rows that stand before the next migration.
     *
     * @return why a table got none that should have got some, by its name
     */
    Map<String, String> before(Connection connection) throws SQLException;

    /**
     * Rows of what uses the schema as it is after a migration, for its reverse to meet.
     *
     * @return how many it wrote to each table, by its name; of tables that it does not know, nothing
     */
    Map<String, Integer> since(Connection connection, HistoryEntry entry) throws SQLException;

    /**
     * Rows that belong to a migration, or that only the schema as it is after it allows, to stand before the next one.
     *
     * @param unchanged tables that are as they were before the migration
     */
    void after(Connection connection, HistoryEntry entry, Set<String> unchanged) throws SQLException;
}
