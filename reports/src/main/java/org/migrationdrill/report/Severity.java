package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** How much a finding weighs, the heaviest first. */
public enum Severity {
    /** Unaccepted, it blocks. */
    ERROR("error"),
    /** Unaccepted, it asks for changes. */
    WARNING("warning"),
    /** It changes no decision. */
    NOTE("note");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The word in {@code report.json}. */
    @JsonValue
    public String word() {
        return word;
    }
}
