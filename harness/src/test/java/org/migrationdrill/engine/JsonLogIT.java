package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.database.ServerRequest;

/** Servers of others have their logs as they like. */
class JsonLogIT {
    @Test
    void aLogIsFollowedIntoItsNextFile() throws SQLException {
        try (DatabaseServer server = start()) {
            DatabaseCopy database = server.create("d");
            try (Connection connection = database.connect("test")) {
                JsonLog log = JsonLog.open(connection).log().orElseThrow();
                List<String> messages = new ArrayList<>();
                raise(connection, "before the file ended");
                log.read(line -> messages.add(line.message()));
                raise(connection, "at the end of the file");
                set(connection, "log_filename", "'next.log'");
                Awaitility.await("the next file")
                        .until(() -> Actor.only(connection, "SELECT pg_current_logfile('jsonlog')")
                                .endsWith("next.json"));
                raise(connection, "in the next file");

                log.readToTheEnd(line -> messages.add(line.message()));

                assertThat(messages)
                        .containsSubsequence("before the file ended", "at the end of the file", "in the next file");
            }
        }
    }

    @Test
    void aLogThatCanNotBeReadOrUnderstoodIsAnObstacle() throws SQLException {
        try (DatabaseServer server = start()) {
            DatabaseCopy database = server.create("d");
            try (Connection connection = database.connect("test")) {
                assertThat(JsonLog.open(connection).obstacle()).isEmpty();
                assertThat(obstacle(connection, "log_timezone", "'Europe/Paris'"))
                        .contains("times of Europe/Paris");
                assertThat(obstacle(connection, "log_min_messages", "'panic'")).contains("logs panic and worse only");
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CREATE ROLE plain LOGIN PASSWORD 'x'");
                }
            }
            try (Connection plain = DriverManager.getConnection(database.jdbcUrl(), "plain", "x")) {
                assertThat(JsonLog.open(plain).log()).isEmpty();
                assertThat(JsonLog.open(plain).obstacle()).contains("may not read the server's log");
            }
        }
    }

    private static String obstacle(Connection connection, String setting, String value) throws SQLException {
        String before = Actor.only(connection, "SHOW " + setting);
        set(connection, setting, value);
        Awaitility.await("the setting")
                .until(() -> !Actor.only(connection, "SHOW " + setting).equals(before));
        String obstacle = JsonLog.open(connection).obstacle();
        set(connection, setting, "DEFAULT");
        Awaitility.await("the setting as it was")
                .until(() -> Actor.only(connection, "SHOW " + setting).equals(before));
        return obstacle;
    }

    private static void set(Connection connection, String setting, String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET " + setting + " = " + value);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static void raise(Connection connection, String message) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DO $$ BEGIN RAISE LOG '" + message + "'; END $$");
        }
    }

    private static DatabaseServer start() {
        return new EmbeddedProvider().start(new ServerRequest("postgresql", Optional.empty(), Map.of()));
    }
}
