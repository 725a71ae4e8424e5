package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of one database by oid. What a type consists of is looked up when it is asked for. */
final class ValueTypes {
    /** The composite type of each table is left out: only those that were made as types. */
    private static final String TYPES = """
            SELECT t.oid, CASE WHEN t.typnamespace = 'pg_catalog'::regnamespace THEN t.typname ELSE '' END, t.typtype, t.typcategory,
                   format_type(t.oid, -1),
                   CASE WHEN t.typtype = 'd' THEN t.typbasetype
                        WHEN t.typtype IN ('r', 'm') THEN coalesce(m.rngtypid, r.rngsubtype)
                        WHEN t.typcategory = 'A' THEN t.typelem ELSE 0 END::bigint,
                   t.typtypmod, t.typnotnull,
                   CASE WHEN t.typtype = 'e'
                        THEN ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) END,
                   CASE WHEN t.typtype = 'c'
                        THEN ARRAY(SELECT a.atttypid::text FROM pg_attribute a
                                    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) END,
                   CASE WHEN t.typtype = 'd'
                        THEN ARRAY(SELECT pg_get_expr(c.conbin, 0) FROM pg_constraint c
                                    WHERE c.contypid = t.oid AND c.contype = 'c' ORDER BY c.conname) END
              FROM pg_type t
              LEFT JOIN pg_range r ON r.rngtypid = t.oid
              LEFT JOIN pg_range m ON m.rngmultitypid = t.oid
              LEFT JOIN pg_class c ON c.oid = t.typrelid
             WHERE t.typtype <> 'p' AND (t.typrelid = 0 OR c.relkind = 'c')
            """;

    private record Entry(ValueType type, long part, List<Long> fields) {}

    private final Map<Long, Entry> entries = new HashMap<>();
    private final Map<Long, ValueType> found = new HashMap<>();

    static ValueTypes read(Connection connection) throws SQLException {
        ValueTypes types = new ValueTypes();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TYPES)) {
            while (rows.next()) {
                types.entries.put(rows.getLong(1), entry(rows));
            }
        }
        return types;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        ValueType type = new ValueType(
                row.getString(2),
                row.getString(3).charAt(0),
                row.getString(4).charAt(0),
                row.getString(5),
                null,
                row.getInt(7),
                row.getBoolean(8),
                CatalogTables.texts(row, 9),
                List.of(),
                CatalogTables.texts(row, 11));
        List<Long> fields =
                CatalogTables.texts(row, 10).stream().map(Long::valueOf).toList();
        return new Entry(type, row.getLong(6), fields);
    }

    /** Of a column; a type that nothing is known of, such as a table's row, has no name. */
    ValueType find(long oid) {
        ValueType known = found.get(oid);
        if (known != null) {
            return known;
        }
        ValueType type = assembled(entries.get(oid));
        found.put(oid, type);
        return type;
    }

    private ValueType assembled(@Nullable Entry entry) {
        if (entry == null) {
            return new ValueType("", '?', 'X', "text", null, -1, false, List.of(), List.of(), List.of());
        }
        ValueType type = entry.type();
        return new ValueType(
                type.name(),
                type.kind(),
                type.category(),
                type.sql(),
                entry.part() == 0 ? null : find(entry.part()),
                type.modifier(),
                type.notNull(),
                type.labels(),
                Arrays.asList(entry.fields().stream().map(this::find).toArray(ValueType[]::new)),
                type.checks());
    }
}
