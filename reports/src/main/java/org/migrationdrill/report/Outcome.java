package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a phase, a step, a statement or a check ended. */
public enum Outcome {
    PASSED("passed"),
    FAILED("failed"),
    /** The drill ended before it came to this. */
    NOT_REACHED("not-reached");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The word in {@code report.json}. */
    @JsonValue
    public String word() {
        return word;
    }
}
