package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;

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
}
