package org.migrationdrill.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server has said: on its standard error until its log collector runs, in the collector's JSON log from then on. Servers
 * before 15 have no JSON log, and go on saying it on standard error.
 */
record ServerLog(Path standardError, Path data) {
    private static final String DIRECTORY = "log";
    private static final String NAME = "drill";
    /** The collector's file, below the data directory. */
    static final String COLLECTED = DIRECTORY + "/" + NAME + ".json";

    /** Lock waits may make it a file of many megabytes, and only its end is shown. */
    private static final int END = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The settings under which a server of this version writes it: one file, so that it can be read by offset. */
    static Map<String, String> settings(int major) {
        if (major < 15) {
            return Map.of("logging_collector", "off");
        }
        return Map.of(
                "logging_collector", "on",
                "log_destination", "jsonlog",
                "log_directory", DIRECTORY,
                "log_filename", NAME + ".log",
                "log_rotation_age", "0",
                "log_rotation_size", "0");
    }

    /** The last lines, oldest first, without the address: nobody needs it, and no two servers share it. */
    List<String> lastLines(int count) {
        return lastOf(end(standardError), end(data.resolve(COLLECTED)), count);
    }

    /** The same of lines that were read elsewhere, the collector's as it wrote them. */
    static List<String> lastOf(Stream<String> standardError, Stream<String> collected, int count) {
        List<String> lines = Stream.concat(standardError, collected.flatMap(ServerLog::plain))
                .filter(line -> !line.contains("listening on "))
                .toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** The whole lines at a file's end. None when it can't be read. */
    private static Stream<String> end(Path file) {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(END, content.length())];
            content.seek(content.length() - end.length);
            content.readFully(end);
            return new String(end, StandardCharsets.UTF_8).lines().skip(end.length < content.length() ? 1 : 0);
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** As the server would have written it without the collector; a line that a dying server cut is left out. */
    private static Stream<String> plain(String line) {
        try {
            JsonNode entry = JSON.readTree(line);
            return Stream.of(text(entry, "timestamp") + " [" + text(entry, "pid") + "] " + text(entry, "error_severity")
                    + ":  " + text(entry, "message"));
        } catch (JacksonException e) {
            return Stream.empty();
        }
    }

    private static String text(JsonNode entry, String key) {
        return entry.path(key).asString("");
    }
}
