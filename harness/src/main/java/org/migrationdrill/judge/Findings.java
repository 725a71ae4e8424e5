package org.migrationdrill.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.Difference;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.Severity;
import org.migrationdrill.scenario.FindingId;

/** Makes findings, not yet accepted, and words their parts alike. */
final class Findings {
    private Findings() {}

    static Finding of(
            FindingId id,
            @Nullable String phase,
            @Nullable String step,
            String where,
            String message,
            List<String> evidence,
            @Nullable String remedy) {
        Severity severity = Severity.valueOf(id.severity().name());
        return new Finding(id.word(), severity, phase, step, where, message, evidence, remedy, null);
    }

    /** {@code V2__x.sql line 3: column "x" does not exist (SQLState 42703)}. */
    static String inWords(Failure failure) {
        String place = failure.file() == null
                ? ""
                : failure.file() + (failure.line() == null ? "" : " line " + failure.line()) + ": ";
        String state = failure.sqlState() == null || failure.sqlState().isEmpty()
                ? ""
                : " (SQLState " + failure.sqlState() + ")";
        return place + failure.message() + state;
    }

    static String inWords(Difference difference) {
        return difference.what() + ": expected " + difference.expected() + ", found " + difference.found();
    }

    /** The step of a moment: {@code migrate 2} of {@code migrate 2 forward}; null where the moment is no step's. */
    static @Nullable String step(String moment) {
        for (String direction : List.of(" forward", " reverse")) {
            if (moment.endsWith(direction)) {
                return moment.substring(0, moment.length() - direction.length());
            }
        }
        return null;
    }

    /** {@code 1 row}, {@code 2 rows}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
