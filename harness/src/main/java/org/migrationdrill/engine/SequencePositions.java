package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the sequences of a PostgreSQL database stand. They count by one test: whether the next insert collides. A sequence is not
 * transactional, so what is read here is what other sessions have reached, too, and an alignment is not rolled back.
 */
public final class SequencePositions {
    private static final String USER_SEQUENCES = """
            SELECT format('%I.%I', n.nspname, c.relname)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'S' AND n.nspname NOT LIKE 'pg\\_%'
            ORDER BY 1
            """;

    /** (sequence, relation, attnum) of the columns that a sequence feeds: as identity, by default, or as the owned one. */
    private static final String FEED = """
            WITH feed AS (
                SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS attnum FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                  AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
                UNION
                SELECT d.refobjid, ad.adrelid, ad.adnum FROM pg_catalog.pg_depend d
                JOIN pg_catalog.pg_attrdef ad ON ad.oid = d.objid
                WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
                  AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
            )
            """;

    private static final String FEEDS = FEED + """
            SELECT format('%I.%I', sn.nspname, s.relname), format('%I.%I.%I', tn.nspname, t.relname, a.attname)
            FROM feed f
            JOIN pg_catalog.pg_class s ON s.oid = f.sequence JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
            JOIN pg_catalog.pg_class t ON t.oid = f.relation JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = f.relation AND a.attnum = f.attnum
            WHERE s.relkind = 'S'
            ORDER BY 1, 2
            """;

    /** One statement that looks at each column that a sequence feeds; it has to be made from the catalog, table by table. */
    private static final String COLLISION_QUERIES = FEED + """
            SELECT format($$SELECT %1$L AS sequence, %2$L AS feeds, %3$L AS feeds_column, next.value, furthest.value AS furthest
                FROM (SELECT CASE WHEN is_called THEN last_value::numeric + %4$s ELSE last_value END AS value FROM %1$s) next,
                     (SELECT %5$s(%3$s)::numeric AS value FROM %2$s) furthest
                WHERE next.value BETWEEN %6$s AND %7$s AND furthest.value BETWEEN %6$s AND %7$s AND %8$s$$,
                format('%I.%I', sn.nspname, s.relname), format('%I.%I', tn.nspname, t.relname), format('%I', a.attname),
                q.seqincrement, CASE WHEN q.seqincrement > 0 THEN 'max' ELSE 'min' END, q.seqmin, q.seqmax,
                CASE WHEN q.seqcycle OR NOT EXISTS (
                         SELECT FROM pg_catalog.pg_index i
                         WHERE i.indrelid = t.oid AND i.indisunique AND i.indkey[0] = a.attnum)
                     THEN format('EXISTS (SELECT FROM %I.%I WHERE %I = next.value)', tn.nspname, t.relname, a.attname)
                     WHEN q.seqincrement > 0 THEN 'next.value <= furthest.value'
                     ELSE 'next.value >= furthest.value' END)
            FROM feed f
            JOIN pg_catalog.pg_sequence q ON q.seqrelid = f.sequence
            JOIN pg_catalog.pg_class s ON s.oid = f.sequence JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
            JOIN pg_catalog.pg_class t ON t.oid = f.relation JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = f.relation AND a.attnum = f.attnum
            JOIN pg_catalog.pg_type ty ON ty.oid = a.atttypid
            WHERE t.relkind IN ('r', 'p') AND ty.typcategory = 'N'
              AND sn.nspname NOT LIKE 'pg\\_%' AND tn.nspname NOT LIKE 'pg\\_%'
            ORDER BY 1
            """;

    private static final String ALIGN = """
            SELECT setval(c.oid, p.value, p.called)
            FROM unnest(?::text[], ?::bigint[], ?::boolean[]) AS p(name, value, called)
            JOIN pg_catalog.pg_class c ON c.oid = to_regclass(p.name) AND c.relkind = 'S'
            JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid AND p.value BETWEEN s.seqmin AND s.seqmax
            """;

    private SequencePositions() {}

    /**
     * The sequences whose next value is taken in the column they feed (as its identity, by its default, or as its owned sequence), or
     * which have values of a unique column still before them. Ordered by name.
     */
    public static List<SequenceCollision> collisions(Connection connection) throws SQLException {
        List<String> queries = texts(connection, COLLISION_QUERIES);
        List<SequenceCollision> collisions = new ArrayList<>();
        if (queries.isEmpty()) {
            return collisions;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(String.join("\nUNION ALL\n", queries) + "\nORDER BY 1, 2, 3")) {
            while (rows.next()) {
                collisions.add(new SequenceCollision(
                        rows.getString("sequence"),
                        rows.getString("feeds"),
                        rows.getString("feeds_column"),
                        rows.getBigDecimal("value").longValue(),
                        rows.getBigDecimal("furthest").longValue()));
            }
        }
        return collisions;
    }

    /**
     * Puts each sequence of {@code to} where the one of the same name stands in {@code from}, if its bounds allow that; where there
     * is none of that name, the one that feeds the same column.
     */
    public static void align(Connection from, Connection to) throws SQLException {
        align(from, to, Set.of());
    }

    /** As {@link #align(Connection, Connection)}, but leaves alone the sequences with these qualified names. */
    public static void align(Connection from, Connection to, Set<String> except) throws SQLException {
        List<Position> positions = named(from, to, positions(from)).stream()
                .filter(position -> !except.contains(position.sequence()))
                .toList();
        try (PreparedStatement statement = to.prepareStatement(ALIGN)) {
            statement.setArray(
                    1,
                    to.createArrayOf(
                            "text", positions.stream().map(Position::sequence).toArray()));
            statement.setArray(
                    2,
                    to.createArrayOf(
                            "bigint", positions.stream().map(Position::value).toArray()));
            statement.setArray(
                    3,
                    to.createArrayOf(
                            "boolean", positions.stream().map(Position::called).toArray()));
            statement.execute();
        }
    }

    /** The positions by the names that the sequences have in {@code to}. */
    private static List<Position> named(Connection from, Connection to, List<Position> positions) throws SQLException {
        Set<String> names = Set.copyOf(texts(to, USER_SEQUENCES));
        if (positions.stream().allMatch(position -> names.contains(position.sequence()))) {
            return positions;
        }
        Map<String, String> columns = feeds(from);
        Map<String, String> sequences = new TreeMap<>();
        feeds(to).forEach((sequence, column) -> sequences.put(column, sequence));
        return positions.stream()
                .map(position -> names.contains(position.sequence())
                        ? position
                        : position.of(sequences.getOrDefault(
                                columns.getOrDefault(position.sequence(), ""), position.sequence())))
                .toList();
    }

    /** A column that each sequence feeds. */
    private static Map<String, String> feeds(Connection connection) throws SQLException {
        Map<String, String> feeds = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(FEEDS)) {
            while (rows.next()) {
                feeds.putIfAbsent(rows.getString(1), rows.getString(2));
            }
        }
        return feeds;
    }

    /** The last value that each sequence gave, by its qualified name; one that gave none is left out. */
    public static Map<String, Long> lastValues(Connection connection) throws SQLException {
        Map<String, Long> values = new TreeMap<>();
        for (Position position : positions(connection)) {
            if (position.called()) {
                values.put(position.sequence(), position.value());
            }
        }
        return values;
    }

    private static List<Position> positions(Connection connection) throws SQLException {
        List<String> queries = texts(connection, USER_SEQUENCES).stream()
                .map(name -> "SELECT '" + name.replace("'", "''") + "', last_value, is_called FROM " + name)
                .toList();
        List<Position> positions = new ArrayList<>();
        if (queries.isEmpty()) {
            return positions;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(String.join("\nUNION ALL\n", queries))) {
            while (rows.next()) {
                positions.add(new Position(rows.getString(1), rows.getLong(2), rows.getBoolean(3)));
            }
        }
        return positions;
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private record Position(String sequence, long value, boolean called) {
        Position of(String name) {
            return new Position(name, value, called);
        }
    }
}
