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

    /** Rows that belong to a migration, once it has run. */
    void after(Connection connection, HistoryEntry entry) throws SQLException;

    /** Rows of what uses the schema as it is now, for a reverse to meet. */
    void since(Connection connection) throws SQLException;

    /**
     * Rows of what only the schema as it is now allows, to stand before the next migration.
     *
     * @param unchanged tables that are as they were
     */
    void allowed(Connection connection, Set<String> unchanged) throws SQLException;
}
