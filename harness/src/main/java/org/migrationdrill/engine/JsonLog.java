package org.migrationdrill.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * The server's JSON log, read over SQL from where it ended when reading began, also where it goes on in another file. Used by one
 * thread at a time; the session stays the caller's.
 */
final class JsonLog {
    private static final int AT_ONCE = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Insufficient privilege, or functions that a service has taken out. */
    private static final List<String> REFUSED = List.of("42501", "42883", "0A000");

    private static final String OBSTACLE = """
            SELECT CASE
                WHEN current_setting('server_version_num')::int < 150000
                    THEN 'the server has no JSON log (before PostgreSQL 15)'
                WHEN current_setting('log_timezone') NOT IN ('UTC', 'Etc/UTC')
                    THEN format('the server''s log has the times of %s (log_timezone), and only UTC is understood',
                                current_setting('log_timezone'))
                WHEN current_setting('lc_messages') !~* '^(|c|c[.].*|posix|en([_.].*)?)$'
                    THEN format('the server''s log is written in %s (lc_messages), and only English is understood',
                                current_setting('lc_messages'))
                WHEN current_setting('log_min_messages') IN ('fatal', 'panic')
                    THEN format('the server logs %s and worse only (log_min_messages)', current_setting('log_min_messages'))
            END""";

    private final Connection connection;
    private String file;
    private final ByteArrayOutputStream cut = new ByteArrayOutputStream();
    private long offset;

    private JsonLog(Connection connection, String file, long offset) {
        this.connection = connection;
        this.file = file;
        this.offset = offset;
    }

    /** A log, or why there is none that can be read, as the end of a sentence. */
    record Access(Optional<JsonLog> log, String obstacle) {}

    /** Sees whether the server writes one that this session may read and that can be understood. */
    static Access open(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OBSTACLE)) {
            row.next();
            if (row.getString(1) != null) {
                return new Access(Optional.empty(), row.getString(1));
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT f, (pg_stat_file(f)).size, length(pg_read_binary_file(f, 0, 1))"
                                + " FROM pg_current_logfile('jsonlog') AS f WHERE f IS NOT NULL")) {
            return row.next()
                    ? new Access(Optional.of(new JsonLog(connection, row.getString(1), row.getLong(2))), "")
                    : new Access(Optional.empty(), "the server writes no JSON log");
        } catch (SQLException e) {
            if (!REFUSED.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            return new Access(Optional.empty(), "the drill's user may not read the server's log");
        }
    }

    /** Hands on the lines that are new. */
    void read(Consumer<LogLine> lines) throws SQLException {
        String current = current();
        readFile(lines);
        if (!current.equals(file)) {
            // The server went on in the new file after its last line in this one.
            readFile(lines);
            file = current;
            offset = 0;
            readFile(lines);
        }
    }

    private String current() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_logfile('jsonlog')")) {
            row.next();
            String current = row.getString(1);
            return current == null ? file : current;
        }
    }

    private void readFile(Consumer<LogLine> lines) throws SQLException {
        byte[] bytes;
        do {
            bytes = next();
            offset += bytes.length;
            split(bytes, lines);
        } while (bytes.length == AT_ONCE);
    }

    /** Hands on all that was logged before now: a line of its own, written last, shows that nothing is on its way any more. */
    void readToTheEnd(Consumer<LogLine> lines) throws SQLException {
        String mark = "the drill has read the log to here: " + UUID.randomUUID();
        try (Statement statement = connection.createStatement()) {
            statement.execute("DO LANGUAGE plpgsql $$ BEGIN RAISE LOG '" + mark + "'; END $$");
        }
        boolean[] reached = {false};
        Awaitility.await("the end of the server's log")
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(() -> {
                    read(line -> {
                        reached[0] |= line.message().equals(mark);
                        lines.accept(line);
                    });
                    return reached[0];
                });
    }

    private byte[] next() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT pg_read_binary_file(?, ?, ?, true)")) {
            query.setString(1, file);
            query.setLong(2, offset);
            query.setLong(3, AT_ONCE);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                byte[] bytes = row.getBytes(1);
                return bytes == null ? new byte[0] : bytes;
            }
        }
    }

    private void split(byte[] bytes, Consumer<LogLine> lines) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                cut.write(bytes, start, i - start);
                LogLine.parse(cut.toString(StandardCharsets.UTF_8)).ifPresent(lines);
                cut.reset();
                start = i + 1;
            }
        }
        cut.write(bytes, start, bytes.length - start);
    }
}
