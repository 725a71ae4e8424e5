package org.migrationdrill.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A recording on disk: one JSON object a line, flushed line by line, so that a drill that dies leaves what it had seen. Not
 * thread-safe.
 */
public final class RecordingFile implements EventLog, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Writer writer;
    private final List<Event> events = new ArrayList<>();

    private RecordingFile(Writer writer) {
        this.writer = writer;
    }

    /** Starts a new recording; one that is there already is overwritten. */
    public static RecordingFile create(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new RecordingFile(Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The recording " + file + " can't be written: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a recording. A last line that was cut off, as a drill that was killed leaves it, is passed over, also when it was cut
     * within a character.
     *
     * @throws UnreadableRecordingException when it can't be read or holds something else
     */
    public static Recording read(Path file) {
        List<Event> events = new ArrayList<>();
        // This reader replaces half a character; one of Files would refuse the whole recording for it.
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                String next = reader.readLine();
                add(events, line, next == null, file);
                line = next;
            }
            return recording(events, file);
        } catch (IOException e) {
            throw new UnreadableRecordingException(file, e);
        }
    }

    private static Recording recording(List<Event> events, Path file) throws IOException {
        if (events.isEmpty()) {
            throw new IOException("no event is in " + file + "; the drill ended before it began");
        }
        if (!(events.get(0) instanceof DrillEvent.DrillStarted)) {
            throw new IOException("line 1 of " + file + " is not the start of a drill");
        }
        return new Recording(events);
    }

    private static void add(List<Event> events, String line, boolean last, Path file) throws IOException {
        try {
            events.add(JSON.readValue(line, Event.class));
        } catch (JacksonException e) {
            if (!last) {
                throw new IOException("line " + (events.size() + 1) + " of " + file + " is no event", e);
            }
        }
    }

    @Override
    public void add(Event event) {
        events.add(event);
        try {
            writer.write(JSON.writeValueAsString(event));
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The recording can't be written on: " + e.getMessage(), e);
        }
    }

    /** What was recorded until now. */
    public Recording recording() {
        return new Recording(events);
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The recording can't be closed: " + e.getMessage(), e);
        }
    }
}
