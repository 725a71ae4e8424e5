package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;

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
}
