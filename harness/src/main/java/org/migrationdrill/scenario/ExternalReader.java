package org.migrationdrill.scenario;

import java.util.List;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.Quantities;

/** Reads {@code external}. */
final class ExternalReader {
    private static final List<String> OF_THE_ENVIRONMENT = List.of("url", "user", "password");
    private static final String SHOWN = "shown";

    private final Problems problems;

    ExternalReader(Problems problems) {
        this.problems = problems;
    }

    /** Empty after a problem was added. */
    Optional<ExternalChoice> read(MappingReader external) {
        OF_THE_ENVIRONMENT.stream()
                .filter(external::hasByMistake)
                .forEach(key -> problems.add(
                        external.place(key),
                        "‘" + key + "’ in a scenario",
                        "it in the environment variable DRILL_DATABASE_" + key.toUpperCase(java.util.Locale.ROOT)
                                + ", or in a file that DRILL_DATABASE_FILE names"));
        Optional<String> disposable = external.requiredText("disposable");
        List<String> never = external.has("never") ? external.requiredTexts("never") : List.of();
        boolean copies = external.value("copies", Words.FLAG, Quantities::flag).orElse(true);
        List<String> reset = external.has("reset") ? external.requiredTexts("reset") : List.of();
        boolean showValues = external.word("values", List.of("hashed", SHOWN))
                .filter(SHOWN::equals)
                .isPresent();
        external.end();
        return disposable.map(name -> new ExternalChoice(name, never, copies, reset, showValues));
    }
}
