package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** What had been written through a phase before it was rolled back, the least first. */
public enum WrittenBefore {
    /** Nothing: it was rolled back right after it was applied. */
    NOTHING("nothing"),
    /** All that the suites of the versions that serve declare. */
    SUITES("suites"),
    /** The same, and built-in edge values. */
    EDGES("edges");

    private final String word;

    WrittenBefore(String word) {
        this.word = word;
    }

    /** The word in {@code report.json}. */
    @JsonValue
    public String word() {
        return word;
    }
}
