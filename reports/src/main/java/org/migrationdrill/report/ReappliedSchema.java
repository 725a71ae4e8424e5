package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a schema after a second time forward compares with the one after the first. */
public enum ReappliedSchema {
    EQUAL("equal"),
    /** Only the order of columns, comments, or names that the server made differ. */
    COSMETIC("cosmetic"),
    DIFFERENT("different");

    private final String word;

    ReappliedSchema(String word) {
        this.word = word;
    }

    /** The word in {@code walk.json}. */
    @JsonValue
    public String word() {
        return word;
    }
}
