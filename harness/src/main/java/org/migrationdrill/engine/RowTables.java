package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the rows of tables must obey: five queries for all of them. */
final class RowTables {
    /** A default is steady when no function in it is volatile or stable; its tree names them (1574 is {@code nextval}). */
    private static final String COLUMNS = """
            SELECT a.attrelid, a.attname, a.atttypid, a.atttypmod,
                   CASE WHEN t.typtype = 'd' THEN '' ELSE format_type(a.atttypid, a.atttypmod) END,
                   NOT a.attnotnull, a.attgenerated <> '',
                   a.attgenerated <> '' OR a.attidentity <> '' OR coalesce(d.adbin::text ~ ':funcid 1574 ', false),
                   a.attidentity <> '' OR d.adbin IS NOT NULL,
                   CASE WHEN a.attidentity <> ''
                        THEN format('nextval(%%L::regclass)', pg_get_serial_sequence(a.attrelid::regclass::text, a.attname))
                        WHEN a.attgenerated = '' AND d.adbin::text ~ ':funcid 1574 ' THEN pg_get_expr(d.adbin, d.adrelid) END,
                   CASE WHEN d.adbin::text !~ 'SQLVALUEFUNCTION|NEXTVALUEEXPR'
                         AND NOT EXISTS (SELECT FROM regexp_matches(d.adbin::text, ':(?:op)?funcid (\\d+) ', 'g') AS f (id)
                                           JOIN pg_proc p ON p.oid = f.id[1]::oid WHERE p.provolatile <> 'i')
                        THEN pg_get_expr(d.adbin, d.adrelid) END
              FROM pg_attribute a
              JOIN pg_type t ON t.oid = a.atttypid
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE a.attrelid = ANY (%s) AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY a.attrelid, a.attnum
            """;

    private static final String RULES = """
            SELECT c.conrelid, c.conname::text, pg_get_expr(c.conbin, c.conrelid),
                   ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey))
              FROM pg_constraint c WHERE c.contype = 'c' AND c.conrelid = ANY (%1$s)
             UNION ALL
            SELECT r.partrelid, '',
                   (SELECT coalesce(string_agg('(' || coalesce(pg_get_partition_constraintdef(l.relid), 'true') || ')', ' OR '), 'false')
                      FROM (SELECT t.relid FROM pg_partition_tree(r.partrelid) t
                             WHERE t.isleaf AND t.level > 0 ORDER BY t.relid::oid LIMIT 40) l),
                   ARRAY(SELECT DISTINCT a.attname::text
                           FROM pg_partition_tree(r.partrelid) t
                           JOIN pg_partitioned_table p ON p.partrelid = t.relid
                           JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum > 0
                            AND (a.attnum = ANY (p.partattrs::int2[]) OR p.partexprs::text ~ (':varattno ' || a.attnum || ' ')))
              FROM pg_partitioned_table r WHERE r.partrelid = ANY (%1$s)
             ORDER BY 1, 2
            """;

    private static final String REFERENCES = """
            SELECT c.conrelid, c.conname,
                   ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k (attnum, place)
                           JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum ORDER BY k.place),
                   c.confrelid, n.nspname, f.relname, f.relkind,
                   ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k (attnum, place)
                           JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum ORDER BY k.place),
                   c.confmatchtype = 'f', c.condeferrable, coalesce((to_jsonb(c) ->> 'conperiod')::boolean, false)
              FROM pg_constraint c
              JOIN pg_class f ON f.oid = c.confrelid JOIN pg_namespace n ON n.oid = f.relnamespace
             WHERE c.contype = 'f' AND c.conrelid = ANY (%s) AND c.conparentid = 0
             ORDER BY c.conrelid, cardinality(c.conkey) DESC, c.conname
            """;

    private static final String UNIQUES = """
            SELECT i.indrelid, x.relname,
                   ARRAY(SELECT a.attname::text FROM pg_attribute a
                          WHERE a.attrelid = i.indrelid AND a.attnum > 0
                            AND (a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
                                 OR concat(i.indexprs::text, i.indpred::text) ~ (':varattno ' || a.attnum || ' ')))
              FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
             WHERE i.indrelid = ANY (%s) AND (i.indisunique OR i.indisexclusion)
            """;

    private final Connection connection;
    private final String oids;
    private final Map<Long, List<RowColumn>> columns = new HashMap<>();
    private final Map<Long, List<RowRule>> rules = new HashMap<>();
    private final Map<Long, List<RowReference>> references = new HashMap<>();
    private final Map<Long, Map<String, List<String>>> uniques = new HashMap<>();

    private RowTables(Connection connection, String oids) {
        this.connection = connection;
        this.oids = oids;
    }

    /** In the order of the given ones, by oid. */
    static Map<Long, RowTable> read(Connection connection, Map<Long, UserTable> wanted) throws SQLException {
        RowTables tables = new RowTables(
                connection, wanted.keySet().stream().map(String::valueOf).collect(joining(",", "'{", "}'::oid[]")));
        tables.readAll(ValueTypes.read(connection));
        Map<Long, RowTable> read = new LinkedHashMap<>();
        wanted.forEach((oid, table) -> read.put(oid, tables.table(oid, table)));
        return read;
    }

    private RowTable table(long oid, UserTable table) {
        return new RowTable(
                oid,
                table.label(),
                UserTable.quoted(table.schema()) + "." + UserTable.quoted(table.name()),
                columns.getOrDefault(oid, List.of()),
                rules.getOrDefault(oid, List.of()),
                references.getOrDefault(oid, List.of()),
                uniques.getOrDefault(oid, Map.of()));
    }

    private void readAll(ValueTypes types) throws SQLException {
        each(COLUMNS, row -> listed(columns, row).add(column(row, types)));
        each(RULES, row -> listed(rules, row)
                .add(new RowRule(row.getString(2), row.getString(3), CatalogTables.texts(row, 4))));
        each(REFERENCES, row -> listed(references, row).add(reference(row)));
        each(UNIQUES, row -> uniques.computeIfAbsent(row.getLong(1), table -> new HashMap<>())
                .put(row.getString(2), CatalogTables.texts(row, 3)));
    }

    private static <T> List<T> listed(Map<Long, List<T>> byTable, ResultSet row) throws SQLException {
        return byTable.computeIfAbsent(row.getLong(1), table -> new ArrayList<>());
    }

    private static RowColumn column(ResultSet row, ValueTypes types) throws SQLException {
        ValueType type = types.find(row.getLong(3));
        return new RowColumn(
                row.getString(2),
                type,
                row.getInt(4),
                row.getString(5),
                row.getBoolean(6) && !type.refusesNull(),
                row.getBoolean(8),
                row.getBoolean(7),
                row.getBoolean(9),
                row.getString(10),
                row.getString(11));
    }

    private static RowReference reference(ResultSet row) throws SQLException {
        UserTable referenced = new UserTable(
                row.getString(5), row.getString(6), row.getString(7).charAt(0), "", 0, List.of(), List.of());
        return new RowReference(
                row.getString(2),
                CatalogTables.texts(row, 3),
                row.getLong(4),
                referenced.source(),
                referenced.label(),
                CatalogTables.texts(row, 8),
                row.getBoolean(9),
                row.getBoolean(10),
                row.getBoolean(11));
    }

    private void each(String query, StableView.RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query.formatted(oids))) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
