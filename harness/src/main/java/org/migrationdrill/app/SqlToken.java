package org.migrationdrill.app;

/**
 * A piece of SQL text. The texts of a lexer's tokens, joined, are the text it was given.
 *
 * @param line where it starts
 * @param closed false where a quote or a comment ends with the text instead of its closing mark
 */
record SqlToken(Kind kind, String text, int line, boolean closed) {
    enum Kind {
        SPACE,
        LINE_COMMENT,
        BLOCK_COMMENT,
        /** A string, a quoted identifier or a dollar quote. */
        QUOTED,
        WORD,
        /** A colon and a name. */
        PARAMETER,
        /** A question mark, which is always (part of) an operator. */
        QUESTION,
        OPEN,
        CLOSE,
        SEMICOLON,
        OTHER
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** Something that the server would see. */
    boolean isCode() {
        return kind != Kind.SPACE && kind != Kind.LINE_COMMENT && kind != Kind.BLOCK_COMMENT;
    }

    /** A parameter's name. */
    String name() {
        return text.substring(1);
    }
}
