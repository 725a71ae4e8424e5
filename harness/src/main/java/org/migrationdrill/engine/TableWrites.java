package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows of a table a session has written, its partitions' among them. Counts of earlier transactions may be in it, and those of
 * savepoints that were gone back to.
 *
 * @param updated more than once, when it was updated more than once
 */
record TableWrites(long inserted, long updated, long deleted) {
    static final TableWrites NONE = new TableWrites(0, 0, 0);

    private static final String COUNTS = """
            SELECT CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END,
                   sum(s.n_tup_ins), sum(s.n_tup_upd), sum(s.n_tup_del)
              FROM pg_catalog.pg_stat_xact_user_tables s
              JOIN pg_catalog.pg_class c ON c.oid = coalesce(pg_catalog.pg_partition_root(s.relid), s.relid)
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relpersistence <> 't' AND s.n_tup_ins + s.n_tup_upd + s.n_tup_del > 0
             GROUP BY n.nspname, c.relname
            """;

    /** By table, whose name is without the schema when that is {@code public}. */
    static Map<String, TableWrites> inTransaction(Connection session) throws SQLException {
        Map<String, TableWrites> tables = new TreeMap<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(COUNTS)) {
            while (rows.next()) {
                tables.put(rows.getString(1), new TableWrites(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return tables;
    }

    TableWrites since(TableWrites earlier) {
        return new TableWrites(inserted - earlier.inserted(), updated - earlier.updated(), deleted - earlier.deleted());
    }
}
