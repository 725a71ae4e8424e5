package org.migrationdrill.walk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.migrationdrill.engine.MadeRows;
import org.migrationdrill.migration.HistoryEntry;

/**
 * Rows that the walk makes up for every table.
 *
 * @param ownTables the tool's, which get none
 */
record MadeUpRows(Set<String> ownTables, int rowsPerTable) implements RowSource {
    @Override
    public Map<String, String> before(Connection connection) throws SQLException {
        return MadeRows.fill(connection, ownTables, rowsPerTable).refused();
    }

    @Override
    public Map<String, Integer> since(Connection connection, HistoryEntry entry) throws SQLException {
        return MadeRows.add(connection, ownTables, rowsPerTable).made();
    }

    @Override
    public void after(Connection connection, HistoryEntry entry, Set<String> unchanged) throws SQLException {
        Set<String> excluded = new HashSet<>(ownTables);
        excluded.addAll(unchanged);
        MadeRows.add(connection, excluded, rowsPerTable);
    }
}
