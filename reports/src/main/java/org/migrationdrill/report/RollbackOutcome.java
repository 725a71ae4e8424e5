package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a rollback ended. */
public enum RollbackOutcome {
    /** Schema and writes are what they would have been had the old app run alone. */
    PASSED("passed"),
    /** It ran to its end, and something is missing, left over or changed. */
    INCOMPLETE("incomplete"),
    /** It stopped with an error. */
    FAILED("failed"),
    /** The data no longer fits what the reverse restores. */
    REFUSED("refused"),
    /** None is declared, or the drill ended before. */
    NOT_TRIED("not-tried");

    private final String word;

    RollbackOutcome(String word) {
        this.word = word;
    }

    /** The word in {@code report.json}. */
    @JsonValue
    public String word() {
        return word;
    }
}
