package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became, over a migration and its reverse, of the rows that stood before. */
public enum RowsMatch {
    KEPT("kept"),
    /** Some have other values, or came back under other keys. */
    CHANGED("changed"),
    LOST("lost"),
    /** The reverse fails because of rows. */
    REFUSED("refused"),
    NOT_TRIED("not-tried");

    private final String word;

    RowsMatch(String word) {
        this.word = word;
    }

    /** The word in {@code walk.json}. */
    @JsonValue
    public String word() {
        return word;
    }
}
