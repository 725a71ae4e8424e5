package org.migrationdrill.engine;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables of one database whose rows can be read: ordinary and partitioned. Views, materialized ones too, can be found by name
 * only: one that has taken a table's place is that table to the old app. What a materialized view holds otherwise is a matter of
 * its last REFRESH: see {@link StaleRows}.
 */
final class UserTables {
    private static final char MATERIALIZED_VIEW = 'm';

    private static final String TABLES = """
            SELECT c.oid, n.nspname, c.relname, c.relkind,
                   array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attnum IS NOT NULL),
                   array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) FILTER (WHERE a.attnum IS NOT NULL),
                   array_agg(a.atthasdef OR a.attidentity <> '' ORDER BY a.attnum) FILTER (WHERE a.attnum IS NOT NULL),
                   array_agg(CASE WHEN a.attgenerated <> 'v' THEN concat_ws(':', a.attnum, a.attmissingval) ELSE '' END
                             ORDER BY a.attnum) FILTER (WHERE a.attnum IS NOT NULL),
                   concat_ws('/', c.oid, c.relfilenode),
                   coalesce(pg_relation_size(c.oid), 0) / current_setting('block_size')::int
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE c.relkind IN ('r', 'p', 'm', 'v') AND c.relispopulated AND NOT c.relispartition AND c.relpersistence <> 't'
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
             GROUP BY c.oid, n.nspname, c.relname, c.relkind, c.relfilenode
            """;

    private static final String KEYS = """
            SELECT i.indrelid, array_agg(a.attname::text ORDER BY k.place)
              FROM pg_index i
              JOIN pg_class x ON x.oid = i.indexrelid
              CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
             WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND k.place <= i.indnkeyatts
             GROUP BY i.indrelid, i.indexrelid, i.indisprimary, i.indnkeyatts, x.relname
            HAVING bool_and(a.attnotnull)
             ORDER BY i.indrelid, i.indisprimary DESC, i.indnkeyatts, x.relname
            """;

    private final SortedMap<String, UserTable> byLabel;

    private UserTables(SortedMap<String, UserTable> byLabel) {
        this.byLabel = byLabel;
    }

    static UserTables read(StableView view) throws SQLException {
        Map<Long, List<List<String>>> keys = keys(view);
        SortedMap<String, UserTable> tables = new TreeMap<>();
        view.forEach(TABLES, row -> {
            UserTable table = table(row, keys.getOrDefault(row.getLong(1), List.of()));
            tables.put(table.label(), table);
        });
        return new UserTables(tables);
    }

    private static Map<Long, List<List<String>>> keys(StableView view) throws SQLException {
        Map<Long, List<List<String>>> keys = new HashMap<>();
        view.forEach(KEYS, row -> keys.computeIfAbsent(row.getLong(1), table -> new ArrayList<>())
                .add(texts(row, 2)));
        return keys;
    }

    private static UserTable table(ResultSet row, List<List<String>> keys) throws SQLException {
        List<String> names = texts(row, 5);
        List<String> types = texts(row, 6);
        List<String> serverMade = texts(row, 7);
        List<String> stored = texts(row, 8);
        List<UserColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(
                    new UserColumn(names.get(i), types.get(i), Boolean.parseBoolean(serverMade.get(i)), stored.get(i)));
        }
        return new UserTable(
                row.getString(2),
                row.getString(3),
                row.getString(4).charAt(0),
                row.getString(9),
                row.getLong(10),
                columns,
                keys);
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray())
                        .map(Object::toString)
                        .toList();
    }

    Optional<UserTable> find(String label) {
        return Optional.ofNullable(byLabel.get(label));
    }

    /** Sorted by label, without views of any kind and those that are named, with or without the schema {@code public}. */
    List<UserTable> except(Set<String> excluded) {
        return byLabel.values().stream()
                .filter(table -> !table.isView() && table.kind() != MATERIALIZED_VIEW)
                .filter(table ->
                        !excluded.contains(table.label()) && !excluded.contains(table.schema() + "." + table.name()))
                .toList();
    }
}
