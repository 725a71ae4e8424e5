package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** The way back that was taken. */
public enum RollbackMode {
    /** The reverse scripts were run. */
    REVERSE("reverse"),
    /** The app went back, the schema stayed. */
    KEEP("keep"),
    FORWARD_FIX("forward-fix"),
    RESTORE("restore"),
    IRREVERSIBLE("irreversible");

    private final String word;

    RollbackMode(String word) {
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
    public static RollbackMode ofWord(String word) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("‘" + word + "’ is no way back"));
    }
}
