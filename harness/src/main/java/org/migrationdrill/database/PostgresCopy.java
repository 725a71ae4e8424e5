package org.migrationdrill.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A PostgreSQL database reached over TCP. Its text never shows the password.
 *
 * @param password empty: none is asked for
 * @param parameters of the driver, such as {@code sslmode}
 */
record PostgresCopy(String name, String host, int port, String user, String password, Map<String, String> parameters)
        implements DatabaseCopy {
    /** The server cuts longer names silently, and two sessions could then not be told apart. */
    private static final int LONGEST_APPLICATION_NAME = 63;

    PostgresCopy {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    PostgresCopy(String name, String host, int port, String user, String password) {
        this(name, host, port, user, password, Map.of());
    }

    /** Another database of the same server, with the same login. */
    PostgresCopy named(String other) {
        return new PostgresCopy(other, host, port, user, password, parameters);
    }

    @Override
    public String jdbcUrl() {
        StringBuilder url = new StringBuilder("jdbc:postgresql://" + address() + "/" + encoded(name)
                + "?logServerErrorDetail=false&stringtype=unspecified");
        parameters.forEach(
                (key, value) -> url.append('&').append(encoded(key)).append('=').append(encoded(value)));
        return url.toString();
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "PGHOST", host,
                "PGPORT", Integer.toString(port),
                "PGDATABASE", name,
                "PGUSER", user));
        if (!password.isEmpty()) {
            variables.put("PGPASSWORD", password);
        }
        Map.of("sslmode", "PGSSLMODE", "sslrootcert", "PGSSLROOTCERT", "sslcert", "PGSSLCERT")
                .forEach((parameter, variable) -> {
                    if (parameters.containsKey(parameter)) {
                        variables.put(variable, parameters.get(parameter));
                    }
                });
        return variables;
    }

    private String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Connection connect(String applicationName) throws SQLException {
        if (applicationName.getBytes(StandardCharsets.UTF_8).length > LONGEST_APPLICATION_NAME) {
            throw new IllegalArgumentException("an application name of more than 63 bytes: " + applicationName);
        }
        Properties properties = new Properties();
        properties.setProperty("user", user);
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", applicationName);
        // With this the driver sends the name when it connects, and not in a statement of its own.
        properties.setProperty("assumeMinServerVersion", "14");
        Connection connection = connected(properties);
        // The driver sends this JVM's zone when it connects, so it can't be set there.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether a server lets its user in there. */
    boolean answers() {
        try (Connection connection = connect("drill: start")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false; // not yet
        }
    }

    private Connection connected(Properties properties) throws SQLException {
        try {
            return DriverManager.getConnection(jdbcUrl(), properties);
        } catch (SQLException e) {
            // The driver's words name the address, which a report has no use for and which no two drills share.
            throw e.getMessage() != null && e.getMessage().contains(host + ":" + port)
                    ? new SQLException("the server accepts no connection", e.getSQLState(), e)
                    : e;
        }
    }

    @Override
    public String toString() {
        return name + " on " + host + ":" + port;
    }
}
