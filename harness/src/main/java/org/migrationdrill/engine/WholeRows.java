package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.RowImage;
import org.migrationdrill.observe.TableImage;

/**
 * Reads the rows of a small database whole: ordinary and partitioned tables, but for those that an extension brought, with one query for
 * all of them. A table of more than {@link #MOST} rows is summed up in the server. The connection must be in autocommit and is so
 * afterwards.
 */
public final class WholeRows {
    /** How many rows of a table are read; of one that has more, only a hash. */
    public static final int MOST = 1_000;

    private static final String TABLES = """
            SELECT n.nspname, c.relname, c.relkind,
                   ARRAY(SELECT a.attname::text FROM pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
                   (SELECT ARRAY(SELECT a.attname::text FROM generate_series(0, i.indnkeyatts - 1) AS k
                                   JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k] ORDER BY k)
                      FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                     WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
                       AND NOT EXISTS (SELECT FROM generate_series(0, i.indnkeyatts - 1) AS k
                                         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k]
                                        WHERE NOT a.attnotnull)
                     ORDER BY i.indisprimary DESC, i.indnkeyatts, x.relname LIMIT 1)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            """;

    /** A table to read. Its key is empty when it has none. */
    private record Source(UserTable table, List<String> columns, List<String> key) {
        String label() {
            return table.label();
        }
    }

    private WholeRows() {}

    /** The rows as they are now. */
    public static RowImage read(Connection connection, Set<String> excludedTables) throws SQLException {
        return read(connection, excludedTables, new RowImage(Collections.emptySortedMap()));
    }

    /**
     * The rows as they are now, to be held against an earlier image: a large table is summed up on the columns that it had then, as far
     * as it still has them.
     */
    public static RowImage read(Connection connection, Set<String> excludedTables, RowImage before)
            throws SQLException {
        try (StableView view = StableView.open(connection)) {
            List<Source> tables = tables(view, excludedTables);
            Map<String, List<List<@Nullable String>>> rows = rows(view, tables);
            TreeMap<String, TableImage> images = new TreeMap<>();
            for (Source table : tables) {
                images.put(
                        table.label(),
                        image(
                                view,
                                table,
                                rows.getOrDefault(table.label(), List.of()),
                                before.tables().get(table.label())));
            }
            return new RowImage(images);
        }
    }

    private static List<Source> tables(StableView view, Set<String> excluded) throws SQLException {
        List<Source> tables = new ArrayList<>();
        view.forEach(TABLES, row -> {
            UserTable table = new UserTable(
                    row.getString(1), row.getString(2), row.getString(3).charAt(0), "", 0, List.of(), List.of());
            if (!excluded.contains(table.label()) && !excluded.contains(table.schema() + "." + table.name())) {
                tables.add(new Source(table, CatalogTables.texts(row, 4), CatalogTables.texts(row, 5)));
            }
        });
        return tables;
    }

    private static Map<String, List<List<@Nullable String>>> rows(StableView view, List<Source> tables)
            throws SQLException {
        Map<String, List<List<@Nullable String>>> rows = new TreeMap<>();
        if (!tables.isEmpty()) {
            String sql = tables.stream().map(WholeRows::select).collect(joining(" UNION ALL "));
            view.forEach(sql, row -> rows.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                    .add(values(row.getArray(2))));
        }
        return rows;
    }

    private static String select(Source table) {
        return "(SELECT " + SqlValue.literal(table.label()) + ", " + values(table.columns()) + " FROM "
                + table.table().source() + " LIMIT " + (MOST + 1) + ")";
    }

    private static String values(List<String> columns) {
        return columns.stream()
                .map(column -> UserTable.quoted(column) + "::text")
                .collect(joining(", ", "ARRAY[", "]::text[]"));
    }

    private static List<@Nullable String> values(Array array) throws SQLException {
        return Collections.unmodifiableList(Arrays.asList((@Nullable String[]) array.getArray()));
    }

    private static TableImage image(
            StableView view, Source table, List<List<@Nullable String>> rows, @Nullable TableImage before)
            throws SQLException {
        boolean summed = before != null && before.sum().isPresent();
        if (rows.size() <= MOST && !summed) {
            return new TableImage(table.columns(), table.key(), rows, Optional.empty());
        }
        List<String> columns = new ArrayList<>(before == null ? table.columns() : before.columns());
        columns.retainAll(table.columns());
        return new TableImage(table.columns(), table.key(), List.of(), Optional.of(sum(view, table, columns)));
    }

    private static TableImage.Sum sum(StableView view, Source table, List<String> columns) throws SQLException {
        List<TableImage.Sum> sums = new ArrayList<>();
        view.forEach(
                "SELECT count(*), coalesce(sum(hashtextextended(" + values(columns) + "::text, 0)), 0)::text FROM "
                        + table.table().source(),
                row -> sums.add(new TableImage.Sum(row.getLong(1), row.getString(2))));
        return sums.get(0);
    }
}
