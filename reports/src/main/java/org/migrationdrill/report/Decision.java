package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** May it be shipped? From best to worst. */
public enum Decision {
    APPROVE("approve"),
    /** Nothing breaks, but a warning is not accepted. */
    APPROVE_WITH_CHANGES("approve-with-changes"),
    /** An error is not accepted. */
    BLOCK("block"),
    /** The drill itself could not run to its end; what it had observed until then is in the report. */
    ABORTED("aborted");

    private final String word;

    Decision(String word) {
        this.word = word;
    }

    /** The word in {@code report.json}. */
    @JsonValue
    public String word() {
        return word;
    }

    /**
     * The constant of a word.
     *
     * @throws IllegalArgumentException for a word that is none
     */
    public static Decision ofWord(String word) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("‘" + word + "’ is no decision"));
    }
}
