package org.migrationdrill.engine;

/**
 * A value to try.
 *
 * @param insert what an INSERT says for it
 * @param value an expression with the column's base type
 */
record Candidate(String insert, String value) {
    static Candidate of(String text, String type) {
        String value = SqlValue.literal(text) + "::" + type;
        return new Candidate(value, value);
    }

    static Candidate ofNull(String type) {
        return new Candidate("NULL", "NULL::" + type);
    }

    static Candidate ofDefault(String expression, String type) {
        return new Candidate("DEFAULT", "(" + expression + ")::" + type);
    }
}
