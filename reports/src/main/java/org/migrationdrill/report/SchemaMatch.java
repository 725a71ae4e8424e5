package org.migrationdrill.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a schema after a reverse compares with the one before the migration. */
public enum SchemaMatch {
    RESTORED("restored"),
    /** Only the order of columns, comments, or names that the server made differ. */
    COSMETIC("cosmetic"),
    RESIDUE("residue");

    private final String word;

    SchemaMatch(String word) {
        this.word = word;
    }

    /** The word in {@code walk.json}. */
    @JsonValue
    public String word() {
        return word;
    }
}
