package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which way a step went. */
public enum Direction {
    FORWARD("forward"),
    REVERSE("reverse");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /** The word in {@code report.json}. */
    @JsonValue
    public String word() {
        return word;
    }
}
