package org.migrationdrill.engine;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of one database, partitions too, by oid. */
final class CatalogTables {
    private static final String TABLES = """
            SELECT c.oid, coalesce(pg_partition_root(c.oid)::oid, c.oid), n.nspname, c.relname, c.relkind = 'p'
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
             ORDER BY n.nspname, c.relname
            """;

    private static final String COLUMNS = """
            SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
                   CASE WHEN t.typnamespace = 'pg_catalog'::regnamespace THEN t.typname ELSE '' END, a.atttypmod,
                   ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
              FROM pg_attribute a
              JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
              JOIN pg_type t ON t.oid = a.atttypid
             WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid >= 16384 -- the first oid that is not the server's own
             ORDER BY a.attrelid, a.attnum
            """;

    private final Map<Long, CatalogTable> byOid;

    private CatalogTables(Map<Long, CatalogTable> byOid) {
        this.byOid = byOid;
    }

    static CatalogTables read(StableView view) throws SQLException {
        Map<Long, List<CatalogColumn>> columns = new HashMap<>();
        view.forEach(COLUMNS, row -> columns.computeIfAbsent(row.getLong(1), table -> new ArrayList<>())
                .add(column(row)));
        Map<Long, CatalogTable> tables = new TreeMap<>();
        view.forEach(TABLES, row -> {
            CatalogTable table = new CatalogTable(
                    row.getLong(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBoolean(5),
                    columns.getOrDefault(row.getLong(1), List.of()));
            tables.put(table.oid(), table);
        });
        return new CatalogTables(tables);
    }

    private static CatalogColumn column(ResultSet row) throws SQLException {
        return new CatalogColumn(
                row.getInt(2), row.getString(3), row.getString(4), row.getString(5), row.getInt(6), texts(row, 7));
    }

    static List<String> texts(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }

    Collection<CatalogTable> all() {
        return byOid.values();
    }

    Optional<CatalogTable> find(long oid) {
        return Optional.ofNullable(byOid.get(oid));
    }

    Optional<CatalogTable> find(@Nullable String schema, @Nullable String name) {
        return byOid.values().stream()
                .filter(table -> table.schema().equals(schema) && table.name().equals(name))
                .findFirst();
    }

    CatalogTable rootOf(CatalogTable table) {
        return byOid.getOrDefault(table.root(), table);
    }
}
