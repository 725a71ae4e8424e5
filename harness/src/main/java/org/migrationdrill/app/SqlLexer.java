package org.migrationdrill.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts PostgreSQL's SQL into tokens, as far as telling parameters, statements and comments apart needs it (PostgreSQL 18, 4.1
 * Lexical Structure; {@code standard_conforming_strings = on}). Takes any text.
 */
final class SqlLexer {
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{Nd}_]*)?\\$");

    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int position;
    private int line;

    private SqlLexer(String sql, int firstLine) {
        this.sql = sql;
        this.line = firstLine;
    }

    static List<SqlToken> tokens(String sql, int firstLine) {
        SqlLexer lexer = new SqlLexer(sql, firstLine);
        while (lexer.position < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = sql.charAt(position);
        if (Character.isWhitespace(c)) {
            add(SqlToken.Kind.SPACE, runOf(Character::isWhitespace));
        } else if (sql.startsWith("--", position)) {
            add(SqlToken.Kind.LINE_COMMENT, runOf(other -> other != '\n'));
        } else if (sql.startsWith("/*", position)) {
            blockComment();
        } else if (c == '\'') {
            quoted('\'', followsEscapePrefix());
        } else if (c == '"') {
            quoted('"', false);
        } else if (c == '$') {
            dollar();
        } else if (c == ':') {
            colon();
        } else if (isNameStart(c)) {
            add(SqlToken.Kind.WORD, runOf(other -> isNamePart(other) || other == '$'));
        } else if (isNamePart(c)) {
            add(SqlToken.Kind.OTHER, runOf(SqlLexer::isNamePart));
        } else {
            add(kindOf(c), position + 1);
        }
    }

    private static SqlToken.Kind kindOf(char c) {
        return switch (c) {
            case '?' -> SqlToken.Kind.QUESTION;
            case '(' -> SqlToken.Kind.OPEN;
            case ')' -> SqlToken.Kind.CLOSE;
            case ';' -> SqlToken.Kind.SEMICOLON;
            default -> SqlToken.Kind.OTHER;
        };
    }

    /** Unlike standard SQL's, PostgreSQL's block comments nest. */
    private void blockComment() {
        int depth = 0;
        int end = position;
        do {
            if (sql.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (sql.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end++;
            }
        } while (depth > 0 && end < sql.length());
        add(SqlToken.Kind.BLOCK_COMMENT, end, depth == 0);
    }

    private boolean followsEscapePrefix() {
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).isWord("e");
    }

    private void quoted(char quote, boolean backslashEscapes) {
        int end = position + 1;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            boolean doubled = c == quote && end + 1 < sql.length() && sql.charAt(end + 1) == quote;
            if (c == quote && !doubled) {
                add(SqlToken.Kind.QUOTED, end + 1);
                return;
            }
            end += doubled || (backslashEscapes && c == '\\') ? 2 : 1;
        }
        add(SqlToken.Kind.QUOTED, sql.length(), false);
    }

    private void dollar() {
        Matcher tag = DOLLAR_QUOTE.matcher(sql).region(position, sql.length());
        if (!tag.lookingAt()) {
            add(SqlToken.Kind.OTHER, position + 1);
            return;
        }
        int close = sql.indexOf(tag.group(), tag.end());
        boolean closed = close >= 0;
        add(SqlToken.Kind.QUOTED, closed ? close + tag.group().length() : sql.length(), closed);
    }

    /**
     * A cast, an assignment, a parameter, or the colon of an array slice or of a JSON constructor: {@code a[1:n]}, {@code
     * json_object('k':v)}. Only the last two follow directly on a value.
     */
    private void colon() {
        char following = position + 1 < sql.length() ? sql.charAt(position + 1) : ' ';
        if (following == ':' || following == '=') {
            add(SqlToken.Kind.OTHER, position + 2);
        } else if (isNameStart(following) && !followsValue()) {
            add(SqlToken.Kind.PARAMETER, runOf(SqlLexer::isNamePart, position + 1));
        } else {
            add(SqlToken.Kind.OTHER, position + 1);
        }
    }

    private boolean followsValue() {
        if (position == 0) {
            return false;
        }
        char before = sql.charAt(position - 1);
        return isNamePart(before) || ")]'\"$".indexOf(before) >= 0;
    }

    private static boolean isNameStart(int c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isNamePart(int c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private int runOf(IntPredicate belongs) {
        return runOf(belongs, position);
    }

    private int runOf(IntPredicate belongs, int from) {
        int end = from;
        while (end < sql.length() && belongs.test(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private void add(SqlToken.Kind kind, int end) {
        add(kind, end, true);
    }

    private void add(SqlToken.Kind kind, int end, boolean closed) {
        String text = sql.substring(position, end);
        tokens.add(new SqlToken(kind, text, line, closed));
        line += (int) text.chars().filter(c -> c == '\n').count();
        position = end;
    }
}
