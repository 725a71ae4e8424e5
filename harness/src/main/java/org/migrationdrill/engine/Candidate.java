package org.migrationdrill.engine;

import org.jspecify.annotations.Nullable;

/**
 * A value to try.
 *
 * @param insert what an INSERT says for it
 * @param value an expression with the column's base type
 * @param text the value's; null where it is NULL, or the server's to know
 */
record Candidate(String insert, String value, @Nullable String text) {
    static Candidate of(String text, String type) {
        String value = SqlValue.literal(text) + "::" + type;
        return new Candidate(value, value, text);
    }

    static Candidate ofNull(String type) {
        return new Candidate("NULL", "NULL::" + type, null);
    }

    static Candidate ofDefault(String expression, String type) {
        return new Candidate("DEFAULT", "(" + expression + ")::" + type, null);
    }
}
