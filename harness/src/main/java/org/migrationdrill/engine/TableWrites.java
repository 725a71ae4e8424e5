package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows of a table a transaction has written.
 *
 * @param updated more than once, when it was updated more than once
 */
public record TableWrites(long inserted, long updated, long deleted) {
    private static final String WRITTEN = """
            SELECT CASE schemaname WHEN 'public' THEN relname ELSE schemaname || '.' || relname END,
                   n_tup_ins, n_tup_upd, n_tup_del
              FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
            """;

    /** What the session's open transaction has written so far, by table; without the schema when that is {@code public}. */
    public static Map<String, TableWrites> inTransaction(Connection connection) throws SQLException {
        Map<String, TableWrites> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(WRITTEN)) {
            while (rows.next()) {
                tables.put(rows.getString(1), new TableWrites(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return tables;
    }
}
