package org.migrationdrill.engine;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of the server's JSON log (manual, 19.8.5). What it does not have is the empty text.
 *
 * @param at to the millisecond, cut
 * @param database the session's; empty for the server's own processes
 */
record LogLine(
        Instant at,
        ServerSession session,
        String database,
        String severity,
        String sqlState,
        String message,
        String detail,
        String context) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Empty for what is no such line. */
    static Optional<LogLine> parse(String json) {
        try {
            JsonNode line = JSON.readTree(json);
            return line.has("timestamp") ? Optional.of(of(line)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static LogLine of(JsonNode line) {
        return new LogLine(
                instant(text(line, "timestamp")),
                session(line),
                text(line, "dbname"),
                text(line, "error_severity"),
                text(line, "state_code"),
                text(line, "message"),
                text(line, "detail"),
                text(line, "context"));
    }

    private static ServerSession session(JsonNode line) {
        int pid = line.path("pid").asInt(0);
        return new ServerSession(
                pid, line.path("leader_pid").asInt(pid), text(line, "backend_type"), text(line, "application_name"));
    }

    private static Instant instant(String timestamp) {
        return Instant.parse(timestamp.replace(" UTC", "Z").replace(' ', 'T'));
    }

    private static String text(JsonNode line, String key) {
        return line.path(key).asString("");
    }
}
