package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Indexes that queries can't use: what a {@code CREATE INDEX CONCURRENTLY} that failed leaves behind, and indexes of partitioned
 * tables that lack a partition's.
 */
public final class InvalidIndexes {
    private static final String QUERY = """
            SELECT format('%I.%I on %I.%I', n.nspname, x.relname, tn.nspname, t.relname) AS name
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace
            JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
            JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
            WHERE NOT i.indisvalid AND n.nspname NOT LIKE 'pg\\_%'
            ORDER BY 1
            """;

    private InvalidIndexes() {}

    /** Their names with their tables', {@code public.events_tenant_idx on public.events}, sorted. */
    public static List<String> find(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                names.add(rows.getString("name"));
            }
        }
        return names;
    }
}
