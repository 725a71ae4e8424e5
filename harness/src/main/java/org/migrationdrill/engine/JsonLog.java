package org.migrationdrill.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * The server's JSON log, read over SQL from where it ended when reading began. The file must not rotate. Used by one thread at a
 * time; the session stays the caller's.
 */
final class JsonLog {
    private static final int AT_ONCE = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Connection connection;
    private final String file;
    private final ByteArrayOutputStream cut = new ByteArrayOutputStream();
    private long offset;

    private JsonLog(Connection connection, String file, long offset) {
        this.connection = connection;
        this.file = file;
        this.offset = offset;
    }

    /** Empty where the server writes none: before 15 there is none. */
    static Optional<JsonLog> open(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT f, (pg_stat_file(f)).size FROM (SELECT CASE"
                        + " WHEN current_setting('server_version_num')::int >= 150000"
                        + " THEN pg_current_logfile('jsonlog') END) AS log (f) WHERE f IS NOT NULL")) {
            return row.next()
                    ? Optional.of(new JsonLog(connection, row.getString(1), row.getLong(2)))
                    : Optional.empty();
        }
    }

    /** Hands on the lines that are new. */
    void read(Consumer<LogLine> lines) throws SQLException {
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
