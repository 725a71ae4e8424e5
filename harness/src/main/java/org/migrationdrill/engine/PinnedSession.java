package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A session that reads catalogs, whose settings that change how the server prints definitions are pinned: with another search path the same view has
 * another text. Compiling the catalog queries would take longer than running them, and so would looking for the best order of their
 * joins. Closing it gives the session its own settings back. Of one connection there may be one at a time. Not thread-safe.
 */
public final class PinnedSession implements AutoCloseable {
    private static final String PREFIX = "migration_drill_";

    private static final Map<String, String> PINNED = Map.of(
            "search_path", "pg_catalog",
            "quote_all_identifiers", "off",
            "IntervalStyle", "postgres",
            "DateStyle", "ISO, MDY",
            "TimeZone", "UTC",
            "bytea_output", "hex",
            "extra_float_digits", "1",
            "jit", "off",
            "join_collapse_limit", "1",
            "plan_cache_mode", "force_generic_plan");

    private final Connection connection;
    private final Map<String, String> before;
    private final Set<String> kept = new LinkedHashSet<>();

    private PinnedSession(Connection connection, Map<String, String> before) {
        this.connection = connection;
        this.before = before;
    }

    /** Pins the settings of a connection. */
    public static PinnedSession of(Connection connection) throws SQLException {
        return new PinnedSession(connection, set(connection, PINNED));
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
        if (kept.add(PREFIX + name)) {
            statement.execute("PREPARE " + PREFIX + name + " (oid[]) AS " + sql.get());
        }
        String relations = oids.stream().map(String::valueOf).collect(joining(",", "'{", "}'"));
        return statement.executeQuery("EXECUTE " + PREFIX + name + " (" + relations + ")");
    }

    int majorVersion() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    @Override
    public void close() throws SQLException {
        if (!kept.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        kept.stream().map(name -> "DEALLOCATE " + name).collect(joining(";")));
            }
        }
        set(connection, before);
    }

    /** What the settings were before. */
    private static Map<String, String> set(Connection connection, Map<String, String> settings) throws SQLException {
        String sql = "SELECT was.name, was.setting, pg_catalog.set_config(was.name, was.value, false) FROM ("
                + "SELECT s.name, s.value, pg_catalog.current_setting(s.name) AS setting"
                + " FROM unnest(?::pg_catalog.text[], ?::pg_catalog.text[]) AS s(name, value) OFFSET 0) AS was";
        Map<String, String> before = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, connection.createArrayOf("text", settings.keySet().toArray()));
            statement.setArray(
                    2, connection.createArrayOf("text", settings.values().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    before.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return before;
    }
}
