package org.migrationdrill.report;

/** Part of a phrase. Its text is raw: the format that writes it makes it harmless. */
sealed interface Piece {
    /** Words of the report's own. */
    record Words(String text) implements Piece {}

    /** A sentence from outside, which may be long. */
    record Quote(String text) implements Piece {}

    /** A name or a value from outside. */
    record Code(String text) implements Piece {}

    /** A statement or a definition from outside, written on one line. */
    record Sql(String text) implements Piece {}

    /** A number with its unit. */
    record Figure(String text) implements Piece {}

    record Strong(Phrase phrase) implements Piece {}

    /** A symbol, and the words without which it never stands. */
    record Mark(Tone tone, Phrase words) implements Piece {}
}
