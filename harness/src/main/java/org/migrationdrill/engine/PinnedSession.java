package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A session that reads catalogs, whose settings that change how the server prints definitions are pinned: with another search path the same view has
 * another text. Compiling the catalog queries would take longer than running them, and so would looking for the best order and kind of
 * their joins. Closing it gives the session its own settings back. Of one connection there may be one at a time. Not thread-safe.
 */
public final class PinnedSession implements AutoCloseable {
    private static final String PREFIX = "migration_drill_";

    private static final Map<String, String> PINNED = Map.ofEntries(
            Map.entry("search_path", "pg_catalog"),
            Map.entry("quote_all_identifiers", "off"),
            Map.entry("IntervalStyle", "postgres"),
            Map.entry("DateStyle", "ISO, MDY"),
            Map.entry("TimeZone", "UTC"),
            Map.entry("bytea_output", "hex"),
            Map.entry("extra_float_digits", "1"),
            Map.entry("jit", "off"),
            Map.entry("join_collapse_limit", "1"),
            Map.entry("enable_mergejoin", "off"),
            Map.entry("enable_hashjoin", "on"),
            Map.entry("plan_cache_mode", "force_generic_plan"));

    private final Connection connection;
    private final Map<String, String> before;
    private final Set<String> kept = new LinkedHashSet<>();

    private PinnedSession(Connection connection, Map<String, String> before) {
        this.connection = connection;
        this.before = before;
    }

    /** Pins the settings of a connection. */
    public static PinnedSession of(Connection connection) throws SQLException {
        return new PinnedSession(connection, pin(connection));
    }

    Statement createStatement() throws SQLException {
        return connection.createStatement();
    }

    /**
     * Asks for rows about relations. The server keeps the query, planned, for the next time: each of its round trips and each planning
     * takes longer than its running.
     *
     * @param name the query's own
     * @param sql with the relations' oids as its one parameter, of which it need not make use
     * @param statement whose answer it becomes
     */
    ResultSet ask(Statement statement, String name, Supplier<String> sql, Collection<Long> oids) throws SQLException {
        return ask(statement, name, sql, oids, "");
    }

    /** As {@link #ask}; the query finds little, row by row: joining by hashing whole catalogs would take longer, and so would planning it. */
    ResultSet askForFew(Statement statement, String name, Supplier<String> sql, Collection<Long> oids)
            throws SQLException {
        return ask(statement, name, sql, oids, "SET enable_hashjoin = off;");
    }

    private ResultSet ask(
            Statement statement, String name, Supplier<String> sql, Collection<Long> oids, String planning)
            throws SQLException {
        String relations = oids.stream().map(String::valueOf).collect(joining(",", "'{", "}'"));
        String execute = "EXECUTE " + PREFIX + name + " (" + relations + ")";
        if (!kept.add(PREFIX + name)) {
            return statement.executeQuery(execute);
        }
        boolean answers = statement.execute(planning + "PREPARE " + PREFIX + name + " (oid[]) AS " + sql.get() + ";"
                + execute + ";SET enable_hashjoin = on");
        while (!answers) {
            answers = statement.getMoreResults();
        }
        return statement.getResultSet();
    }

    int majorVersion() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    @Override
    public void close() throws SQLException {
        String forgotten = kept.stream().map(name -> "DEALLOCATE " + name + ";").collect(joining());
        String restored = before.entrySet().stream()
                .map(setting -> "pg_catalog.set_config('" + setting.getKey() + "', "
                        + SqlValue.literal(setting.getValue()) + ", false)")
                .collect(joining(", ", "SELECT ", ""));
        try (Statement statement = connection.createStatement()) {
            statement.execute(forgotten + restored);
        }
    }

    /** Pins the settings; gives what they were before. */
    private static Map<String, String> pin(Connection connection) throws SQLException {
        List<String> names = List.copyOf(PINNED.keySet());
        String sql = names.stream()
                        .map(name -> "pg_catalog.current_setting('" + name + "')")
                        .collect(joining(", ", "SELECT ", ";"))
                + names.stream()
                        .map(name -> "SET " + name + " = '" + PINNED.get(name) + "'")
                        .collect(joining(";"));
        Map<String, String> before = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                for (int i = 0; i < names.size(); i++) {
                    before.put(names.get(i), row.getString(i + 1));
                }
            }
        }
        return before;
    }
}
