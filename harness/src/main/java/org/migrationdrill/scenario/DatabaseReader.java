package org.migrationdrill.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;

/** Reads which database the drill starts. */
final class DatabaseReader {
    private static final int OLDEST = 14;

    private final Problems problems;

    DatabaseReader(Problems problems) {
        this.problems = problems;
    }

    DatabaseChoice read(Optional<MappingReader> mapping) {
        if (mapping.isEmpty()) {
            return new DatabaseChoice("postgresql", Optional.empty(), "auto", Map.of());
        }
        MappingReader database = mapping.get();
        DatabaseChoice choice = new DatabaseChoice(
                database.word("engine", List.of("postgresql")).orElse("postgresql"),
                database.value(
                        "version",
                        "a major version of PostgreSQL from " + OLDEST + " on, such as 18",
                        text -> text.matches("\\d{2}") && Integer.parseInt(text) >= OLDEST
                                ? Optional.of(text)
                                : Optional.empty()),
                provider(database),
                Texts.map(database.mapping("settings"), problems));
        database.end();
        return choice;
    }

    private String provider(MappingReader database) {
        Optional<String> written = database.text("provider");
        if (written.isPresent() && List.of("container", "external").contains(written.get())) {
            problems.add(
                    database.place("provider"),
                    "the provider ‘" + written.get() + "’, which this version does not have",
                    "auto, embedded");
            return "auto";
        }
        return database.word("provider", List.of("auto", "embedded")).orElse("auto");
    }
}
