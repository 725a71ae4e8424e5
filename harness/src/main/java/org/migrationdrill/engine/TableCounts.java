package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How many rows the tables have, counted up to a limit: two queries, whatever the number of tables. Partitions belong to their root;
 * what an extension brought is its own business.
 */
final class TableCounts {
    private static final String TABLES = """
            SELECT c.oid, n.nspname, c.relname, c.relkind
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
             ORDER BY n.nspname, c.relname
            """;

    /** A table by its oid. */
    record Counted(UserTable table, long rows) {}

    private TableCounts() {}

    /** In the order of their names, without those that are named, with or without the schema {@code public}. */
    static Map<Long, Counted> read(Connection connection, Set<String> excluded, long limit) throws SQLException {
        Map<Long, UserTable> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                UserTable table = new UserTable(
                        rows.getString(2), rows.getString(3), rows.getString(4).charAt(0), "", 0, List.of(), List.of());
                tables.put(rows.getLong(1), table);
            }
        }
        tables.values()
                .removeIf(table ->
                        excluded.contains(table.label()) || excluded.contains(table.schema() + "." + table.name()));
        return tables.isEmpty() ? new LinkedHashMap<>() : counted(connection, tables, limit);
    }

    private static Map<Long, Counted> counted(Connection connection, Map<Long, UserTable> tables, long limit)
            throws SQLException {
        List<Long> oids = new ArrayList<>(tables.keySet());
        String counts = oids.stream()
                .map(oid -> "(SELECT count(*) FROM (SELECT FROM "
                        + Objects.requireNonNull(tables.get(oid)).source() + " LIMIT " + limit + ") AS t)")
                .collect(joining(", ", "SELECT ARRAY[", "]::text[]"));
        Map<Long, Counted> counted = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(counts)) {
            rows.next();
            List<String> numbers = CatalogTables.texts(rows, 1);
            for (int i = 0; i < oids.size(); i++) {
                counted.put(
                        oids.get(i),
                        new Counted(Objects.requireNonNull(tables.get(oids.get(i))), Long.parseLong(numbers.get(i))));
            }
        }
        return counted;
    }
}
