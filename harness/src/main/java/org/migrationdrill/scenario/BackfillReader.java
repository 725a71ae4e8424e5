package org.migrationdrill.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.Quantities;

/** Reads what stands under {@code backfill}. */
final class BackfillReader {
    private static final long BATCH = 5000;
    private static final List<String> BOUND = List.of("from", "to");

    private final ScenarioFolder folder;
    private final Problems problems;

    BackfillReader(ScenarioFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    Step read(MappingReader reader) {
        Step backfill = new Step.Backfill(
                reader.requiredText("table").orElse(""),
                reader.requiredText("key").orElse(""),
                reader.value("batch", Words.POSITIVE_COUNT, Words::positiveCount)
                        .orElse(BATCH),
                pause(reader),
                reader.value("budget", Words.POSITIVE_DURATION, Words::positiveDuration),
                sql(reader),
                folder.file(reader, "reverse"),
                reader.place());
        reader.end();
        return backfill;
    }

    static Duration pause(MappingReader reader) {
        return reader.value("pause", Quantities.DURATION, Quantities::duration).orElse(Duration.ZERO);
    }

    private Path sql(MappingReader reader) {
        Optional<Path> sql = folder.requiredFile(reader, "sql");
        sql.ifPresent(file -> checkRange(file, reader));
        return sql.orElse(Path.of(""));
    }

    private void checkRange(Path file, MappingReader reader) {
        String named = reader.text("sql").orElse("");
        String found;
        try {
            String text = Files.readString(file);
            List<String> missing = BOUND.stream()
                    .filter(name -> !binds(text, name))
                    .map(name -> ":" + name)
                    .toList();
            if (missing.isEmpty()) {
                return;
            }
            found = "‘" + named + "’, which does not bind " + String.join(" and ", missing);
        } catch (IOException e) {
            found = "‘" + named + "’, which can't be read as UTF-8";
        }
        problems.add(
                ScenarioFolder.placeOfValue(reader, "sql"),
                found,
                "a statement that binds :from and :to, the range of keys");
    }

    /** A {@code ::from} is a cast. */
    private static boolean binds(String sql, String name) {
        return Pattern.compile("(?<![:\\w]):" + name + "\\b").matcher(sql).find();
    }
}
