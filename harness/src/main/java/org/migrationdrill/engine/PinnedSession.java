package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A session whose settings that change how the server prints definitions are pinned: with another search path the same view has
 * another text. Compiling the catalog queries would take longer than running them. Closing it gives the session its own settings back.
 */
final class PinnedSession implements AutoCloseable {
    private static final Map<String, String> PINNED = Map.of(
            "search_path", "pg_catalog",
            "quote_all_identifiers", "off",
            "IntervalStyle", "postgres",
            "DateStyle", "ISO, MDY",
            "TimeZone", "UTC",
            "bytea_output", "hex",
            "extra_float_digits", "1",
            "jit", "off");

    private final Connection connection;
    private final Map<String, String> before;

    private PinnedSession(Connection connection, Map<String, String> before) {
        this.connection = connection;
        this.before = before;
    }

    static PinnedSession of(Connection connection) throws SQLException {
        PinnedSession session = new PinnedSession(connection, settings(connection));
        session.apply(PINNED);
        return session;
    }

    Statement createStatement() throws SQLException {
        return connection.createStatement();
    }

    @Override
    public void close() throws SQLException {
        apply(before);
    }

    private static Map<String, String> settings(Connection connection) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, setting FROM pg_catalog.pg_settings")) {
            while (rows.next()) {
                if (PINNED.containsKey(rows.getString("name"))) {
                    settings.put(rows.getString("name"), rows.getString("setting"));
                }
            }
        }
        return settings;
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
