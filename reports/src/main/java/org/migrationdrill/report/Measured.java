package org.migrationdrill.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Figures and facts that may not have been measured, as cells. */
final class Measured {
    private Measured() {}

    static Phrase millis(@Nullable Double millis) {
        return millis == null ? Phrase.NOTHING : Phrase.ofFigure(Figures.millis(millis));
    }

    static Phrase count(@Nullable Long number) {
        return number == null ? Phrase.NOTHING : Phrase.ofFigure(Figures.count(number));
    }

    static Phrase names(@Nullable List<String> names) {
        if (names == null) {
            return Phrase.of("not measured");
        }
        return names.isEmpty() ? Phrase.of("none") : Phrase.codes(names);
    }

    /** Why it was not, by the first of the keys that the report gives a reason for. */
    static Phrase reason(DrillReport report, List<String> keys, String otherwise) {
        return keys.stream()
                .flatMap(key ->
                        report.notMeasured().stream().filter(gap -> gap.key().equals(key)))
                .findFirst()
                .map(gap -> Phrase.of("Not measured. ").quote(gap.reason()))
                .orElse(Phrase.of("Not measured. " + otherwise));
    }
}
