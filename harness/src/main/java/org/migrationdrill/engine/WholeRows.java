package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** With each column's number, whether it is NOT NULL, and its name; and the columns' numbers of each unique index, the best first. */
    private static final String TABLES = """
            SELECT n.nspname, c.relname, c.relkind, pg_relation_size(c.oid),
                   ARRAY(SELECT a.attnum || CASE WHEN a.attnotnull THEN '!' ELSE ' ' END || a.attname FROM pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
                   ARRAY(SELECT array_to_string(i.indkey[0:i.indnkeyatts - 1], ' ')
                           FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                          WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
                          ORDER BY i.indisprimary DESC, i.indnkeyatts, x.relname)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            """;

    private static final Pattern COLUMN = Pattern.compile("(\\d+)([! ])(.*)", Pattern.DOTALL);

    /** With its pointer, in bytes. */
    private static final int SMALLEST_ROW = 28;

    /**
     * A table to read.
     *
     * @param key empty when it has none
     * @param isSmall whether it can't have more than {@link #MOST} rows
     */
    private record Source(UserTable table, List<String> columns, List<String> key, boolean isSmall) {
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
                tables.add(source(table, row));
            }
        });
        return tables;
    }

    private static Source source(UserTable table, ResultSet row) throws SQLException {
        List<String> columns = new ArrayList<>();
        Map<String, String> withoutNulls = new HashMap<>();
        for (String text : CatalogTables.texts(row, 5)) {
            Matcher column = COLUMN.matcher(text);
            if (!column.matches()) {
                throw new IllegalStateException("The catalog gave a column as " + text);
            }
            columns.add(column.group(3));
            if (column.group(2).equals("!")) {
                withoutNulls.put(column.group(1), column.group(3));
            }
        }
        List<String> key = CatalogTables.texts(row, 6).stream()
                .map(index -> List.of(index.split(" ")))
                .filter(withoutNulls.keySet()::containsAll)
                .findFirst()
                .orElse(List.of());
        boolean isSmall = table.kind() == 'r' && row.getLong(4) / SMALLEST_ROW <= MOST;
        return new Source(table, columns, key.stream().map(withoutNulls::get).toList(), isSmall);
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
                + table.table().source() + (table.isSmall() ? ")" : " LIMIT " + (MOST + 1) + ")");
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
