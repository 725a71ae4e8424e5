package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A query for rows of a table.
 *
 * @param key the columns that tell the rows apart; empty where none do
 */
record RowQuery(Connection connection, String sql, List<String> key) {
    private static final int MOST_EXAMPLES = 5;

    long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM (" + sql + ") AS rows")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The first by key, as {@code id=17}; none without a key. */
    List<String> exampleKeys() throws SQLException {
        List<String> keys = new ArrayList<>();
        if (key.isEmpty()) {
            return keys;
        }
        String columns = key.stream().map(UserTable::quoted).collect(joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + columns + " FROM (" + sql + ") AS rows ORDER BY "
                        + columns + " LIMIT " + MOST_EXAMPLES)) {
            while (row.next()) {
                keys.add(key(row));
            }
        }
        return keys;
    }

    private String key(ResultSet row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            parts.add(key.get(i) + "=" + row.getString(i + 1));
        }
        return String.join(", ", parts);
    }
}
