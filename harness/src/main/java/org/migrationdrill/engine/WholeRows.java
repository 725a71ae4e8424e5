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
 * Reads the rows of a small database whole: ordinary and partitioned tables, with one query for all of them. A table of more than
 * {@link #MOST} rows is summed up in the server. The connection must be in autocommit and is so afterwards.
 */
public final class WholeRows {
    /** How many rows of a table are read; of one that has more, only a hash. */
    public static final int MOST = 1_000;

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
            List<UserTable> tables = UserTables.read(view).except(excludedTables);
            Map<String, List<List<@Nullable String>>> rows = rows(view, tables);
            TreeMap<String, TableImage> images = new TreeMap<>();
            for (UserTable table : tables) {
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

    private static Map<String, List<List<@Nullable String>>> rows(StableView view, List<UserTable> tables)
            throws SQLException {
        Map<String, List<List<@Nullable String>>> rows = new TreeMap<>();
        if (!tables.isEmpty()) {
            String sql = tables.stream().map(WholeRows::select).collect(joining(" UNION ALL "));
            view.forEach(sql, row -> rows.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                    .add(values(row.getArray(2))));
        }
        return rows;
    }

    private static String select(UserTable table) {
        return "(SELECT " + SqlValue.literal(table.label()) + ", " + values(table.columnNames()) + " FROM "
                + table.source() + " LIMIT " + (MOST + 1) + ")";
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
            StableView view, UserTable table, List<List<@Nullable String>> rows, @Nullable TableImage before)
            throws SQLException {
        List<String> key = table.keyWithin(table.columnNames());
        boolean summed = before != null && before.sum().isPresent();
        if (rows.size() <= MOST && !summed) {
            return new TableImage(table.columnNames(), key, rows, Optional.empty());
        }
        List<String> columns = new ArrayList<>(before == null ? table.columnNames() : before.columns());
        columns.retainAll(table.columnNames());
        return new TableImage(table.columnNames(), key, List.of(), Optional.of(sum(view, table, columns)));
    }

    private static TableImage.Sum sum(StableView view, UserTable table, List<String> columns) throws SQLException {
        List<TableImage.Sum> sums = new ArrayList<>();
        view.forEach(
                "SELECT count(*), coalesce(sum(hashtextextended(" + values(columns) + "::text, 0)), 0)::text FROM "
                        + table.source(),
                row -> sums.add(new TableImage.Sum(row.getLong(1), row.getString(2))));
        return sums.get(0);
    }
}
