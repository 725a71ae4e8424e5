package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** The texts of the values that a table's columns have by default, as far as a default is a constant. */
final class ColumnDefaults {
    private static final String CONSTANT = "^(''([^'']|'''')*''|-?[0-9.]+|true|false)(::[a-z0-9_ \"().,]+)?$";

    private static final String QUERIES = """
            SELECT a.attname, format('SELECT concat((%%s)::%%s)', pg_get_expr(d.adbin, d.adrelid), format_type(a.atttypid, a.atttypmod))
              FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
              JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = '%s' AND c.relname = '%s' AND a.attgenerated = ''
               AND pg_get_expr(d.adbin, d.adrelid) ~* '%s'
            """;

    private ColumnDefaults() {}

    static SortedMap<String, String> read(StableView view, UserTable table, Collection<String> columns)
            throws SQLException {
        SortedMap<String, String> queries = new TreeMap<>();
        view.forEach(
                QUERIES.formatted(literal(table.schema()), literal(table.name()), CONSTANT),
                row -> queries.put(row.getString(1), row.getString(2)));
        queries.keySet().retainAll(columns);
        SortedMap<String, String> defaults = new TreeMap<>();
        for (String column : queries.keySet()) {
            view.forEach(
                    String.valueOf(queries.get(column)), row -> defaults.put(column, String.valueOf(row.getString(1))));
        }
        return defaults;
    }

    private static String literal(String text) {
        return text.replace("'", "''");
    }
}
