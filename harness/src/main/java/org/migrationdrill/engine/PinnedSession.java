package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A session whose settings that change how the server prints definitions are pinned: with another search path the same view has
 * another text. Compiling the catalog queries would take longer than running them, and so would looking for the best order of their
 * joins. Closing it gives the session its own settings back.
 */
final class PinnedSession implements AutoCloseable {
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
    private final Set<String> prepared;

    private PinnedSession(Connection connection, Map<String, String> before, Set<String> prepared) {
        this.connection = connection;
        this.before = before;
        this.prepared = prepared;
    }

    static PinnedSession of(Connection connection) throws SQLException {
        PinnedSession session = new PinnedSession(connection, settings(connection), prepared(connection));
        session.apply(PINNED);
        return session;
    }

    Statement createStatement() throws SQLException {
        return connection.createStatement();
    }

    /**
     * Asks for rows about relations. The server keeps the query, planned, for the next time that the same connection asks; the driver
     * would forget that at each change of the search path.
     *
     * @param name the query's own
     * @param sql with the relations' oids as its one parameter, of which it need not make use
     * @param statement whose answer it becomes
     */
    ResultSet ask(Statement statement, String name, String sql, Collection<Long> oids) throws SQLException {
        String kept = PREFIX + name;
        if (prepared.add(kept)) {
            statement.execute("PREPARE " + kept + " (oid[]) AS " + sql);
        }
        String relations = oids.stream().map(String::valueOf).collect(joining(",", "'{", "}'"));
        return statement.executeQuery("EXECUTE " + kept + " (" + relations + ")");
    }

    int majorVersion() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    @Override
    public void close() throws SQLException {
        apply(before);
    }

    private static Map<String, String> settings(Connection connection) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        String sql = "SELECT s.name, pg_catalog.current_setting(s.name) FROM unnest(?::pg_catalog.text[]) AS s(name)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, connection.createArrayOf("text", PINNED.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    settings.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return settings;
    }

    private static Set<String> prepared(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM pg_catalog.pg_prepared_statements")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private void apply(Map<String, String> settings) throws SQLException {
        String sql = "SELECT pg_catalog.set_config(s.name, s.value, false)"
                + " FROM unnest(?::pg_catalog.text[], ?::pg_catalog.text[]) AS s(name, value)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, connection.createArrayOf("text", settings.keySet().toArray()));
            statement.setArray(
                    2, connection.createArrayOf("text", settings.values().toArray()));
            statement.execute();
        }
    }
}
