package org.migrationdrill.junit;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.migrationdrill.input.Quantities;
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.rehearsal.DrillOptions.Depth;
import org.migrationdrill.rehearsal.DrillOptions.Kind;
import org.migrationdrill.scenario.DatabaseChoice;

/**
 * What the one who starts the drills chose, by system properties.
 *
 * @param scenarios the folder in which every {@code drill.yaml} is drilled
 * @param only the name of the one scenario to drill; empty: all
 * @param reports where each drill gets a folder for its reports
 * @param failOnWarning whether an unaccepted warning fails a drill's test, too
 */
public record DrillSettings(
        Path scenarios, Optional<String> only, Path reports, DrillOptions options, boolean failOnWarning) {

    /**
     * Reads {@code drill.scenarios}, {@code drill.only}, {@code drill.reports}, {@code drill.provider}, {@code drill.version}, {@code drill.scale},
     * {@code drill.depth}, {@code drill.rehearsals}, {@code drill.seed} and {@code drill.fail-on}. Relative paths are resolved against {@code drill.base},
     * the folder in which Maven was started.
     *
     * @param scenarios the folder where {@code drill.scenarios} is not set
     * @throws IllegalArgumentException for a value that is not accepted, saying what is
     */
    public static DrillSettings fromSystemProperties(Path scenarios) {
        Path base = text("drill.base").map(Path::of).orElse(Path.of("")).toAbsolutePath();
        return new DrillSettings(
                text("drill.scenarios").map(base::resolve).orElse(scenarios),
                text("drill.only"),
                base.resolve(text("drill.reports").orElse("target/drill-reports")),
                new DrillOptions(
                        provider(),
                        text("drill.version"),
                        scale(),
                        word("drill.depth", Depth.QUICK, List.of(Depth.values()), Depth::word),
                        rehearsals(),
                        seed()),
                word("drill.fail-on", "error", List.of("error", "warning"), Function.identity())
                        .equals("warning"));
    }

    private static Optional<String> text(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static Optional<String> provider() {
        List<String> accepted = DatabaseChoice.PROVIDERS;
        return text("drill.provider").map(text -> word("drill.provider", text, accepted, Function.identity()));
    }

    private static Set<Kind> rehearsals() {
        Optional<String> text = text("drill.rehearsals");
        if (text.isEmpty()) {
            return DrillOptions.DEFAULT.rehearsals();
        }
        Set<Kind> rehearsals = EnumSet.noneOf(Kind.class);
        for (String word : text.get().split(",", -1)) {
            rehearsals.add(Kind.of(word.strip())
                    .orElseThrow(() -> refused("drill.rehearsals", text.get(), "twin, load or twin,load")));
        }
        return rehearsals;
    }

    private static OptionalDouble scale() {
        Optional<String> text = text("drill.scale");
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Quantities.fraction(text.get())
                .filter(scale -> scale > 0 && scale <= 1)
                .orElseThrow(
                        () -> refused("drill.scale", text.get(), "a share of production's rows above 0, up to 1")));
    }

    private static long seed() {
        return text("drill.seed")
                .map(text -> Quantities.count(text)
                        .orElseThrow(() -> refused("drill.seed", text, "a whole number of at least 0")))
                .orElse(DrillOptions.DEFAULT.seed());
    }

    private static <T> T word(String property, T otherwise, List<T> accepted, Function<T, String> word) {
        return text(property)
                .map(text -> accepted.stream()
                        .filter(candidate -> word.apply(candidate).equals(text))
                        .findFirst()
                        .orElseThrow(() -> refused(
                                property,
                                text,
                                String.join(", ", accepted.stream().map(word).toList()))))
                .orElse(otherwise);
    }

    private static IllegalArgumentException refused(String property, String found, String accepted) {
        return new IllegalArgumentException("-D" + property + "=" + found + ": accepted is " + accepted + ".");
    }
}
