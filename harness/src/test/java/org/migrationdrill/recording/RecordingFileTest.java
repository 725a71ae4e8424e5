package org.migrationdrill.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingFileTest {
    /** A line for each kind of event, with all that it can hold and with as little as it can. */
    private static final Path EVERY_EVENT =
            Path.of("src/test/resources/org/migrationdrill/recording/every-event.jsonl");

    private static final Event START = new SampleEvents("text", true).of(DrillEvent.DrillStarted.class);
    private static final Event PHASE = new PhaseEvent.PhaseStarted("expand ↦ größer");
    private static final Event END = new DrillEvent.DrillEnded(12);

    @TempDir
    Path folder;

    static Stream<Class<?>> kinds() {
        return Arrays.stream(Event.class.getPermittedSubclasses())
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfEventSurvivesTheDisk(Class<? extends Event> kind) {
        for (boolean complete : List.of(true, false)) {
            Event event = new SampleEvents("text", complete).of(kind);

            assertThat(written(START, event).events()).containsExactly(START, event);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a line\nand another\r\nand \u2028 more",
                "{\"event\":\"drill-ended\"}",
                "\"quoted\" \\ 'and' `ticked`",
                "<script>alert(1)</script>",
                "\u0000\u0001\u001b[2J\u007f",
                "🐘 \u202Eright to left\u202C שלום",
            })
    void hostileTextsSurviveTheDisk(String text) {
        Event[] events = kinds().map(kind -> new SampleEvents(text, true).of(kind.asSubclass(Event.class)))
                .toArray(Event[]::new);

        assertThat(written(START, events).events()).startsWith(START).endsWith(events);
    }

    @Test
    void everyEventIsWrittenAsItIsKept() throws IOException {
        Path written = file(everyEvent());
        if (System.getProperty("golden.write") != null) {
            Files.copy(written, EVERY_EVENT, StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(written).hasSameTextualContentAs(EVERY_EVENT);
    }

    @Test
    void whatIsKeptIsReadAgain() {
        assertThat(RecordingFile.read(EVERY_EVENT).events()).containsExactly(everyEvent());
    }

    /** The start of a drill first, then by name. */
    private static Event[] everyEvent() {
        Comparator<Class<?>> order = Comparator.comparing(kind -> kind != DrillEvent.DrillStarted.class);
        return kinds().sorted(order.thenComparing(Class::getSimpleName))
                .flatMap(kind -> Stream.of(true, false)
                        .map(complete -> new SampleEvents("text", complete).of(kind.asSubclass(Event.class))))
                .toArray(Event[]::new);
    }

    @Test
    void anEventIsOneLineAndIsOnDiskAtOnce() throws IOException {
        Path file = folder.resolve("sub/recording.jsonl");
        try (RecordingFile recording = RecordingFile.create(file)) {
            recording.add(START);
            recording.add(PHASE);

            assertThat(Files.readAllLines(file)).hasSize(2);
            assertThat(RecordingFile.read(file)).isEqualTo(recording.recording());
        }
    }

    @Test
    void aLineThatWasCutOffAnywhereIsPassedOver() throws IOException {
        Path file = file(START, PHASE);
        byte[] whole = Files.readAllBytes(file);
        int first = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;

        for (int length = first; length < whole.length - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(RecordingFile.read(file).events())
                    .as("cut after %d bytes", length)
                    .containsExactly(START);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThat(RecordingFile.read(file).events())
                .as("only the end of the line is cut")
                .containsExactly(START, PHASE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"event\":\"phase-star", "{\"event\":\"unheard-of\"}", "[]", "{}"})
    void aBrokenLineInTheMiddleIsNamed(String line) throws IOException {
        Path file = file(START, PHASE, END);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(0), line, lines.get(2)));

        assertThatThrownBy(() -> RecordingFile.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("line 2 of " + file + " is no event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "{\"event\":\"drill-sta", "{\"event\":\"drill-ended\",\"durationMs\":1}\n"})
    void whatDoesNotStartWithADrillIsNoRecording(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("recording.jsonl"), text);

        assertThatThrownBy(() -> RecordingFile.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aNewRecordingReplacesTheOneThatIsThere() {
        file(START, PHASE, END);

        assertThat(written(START).events()).containsExactly(START);
    }

    private Recording written(Event start, Event... events) {
        return RecordingFile.read(
                file(Stream.concat(Stream.of(start), Arrays.stream(events)).toArray(Event[]::new)));
    }

    private Path file(Event... events) {
        Path file = folder.resolve("recording.jsonl");
        try (RecordingFile recording = RecordingFile.create(file)) {
            Arrays.stream(events).forEach(recording::add);
        }
        return file;
    }
}
