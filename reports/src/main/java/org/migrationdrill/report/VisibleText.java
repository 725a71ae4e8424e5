package org.migrationdrill.report;

import java.util.Locale;

/** Text from outside in which nothing hides: what can't be seen or turns the writing direction is shown by its number. */
final class VisibleText {
    private VisibleText() {}

    static String of(String raw) {
        var out = new StringBuilder();
        raw.replace("\r\n", "\n").codePoints().forEach(c -> append(c, out));
        return out.toString();
    }

    /** So many characters of the raw text at the most, and a mark where there were more. */
    static String of(String raw, int limit) {
        return of(isLong(raw, limit) ? raw.substring(0, raw.offsetByCodePoints(0, limit)) + "…" : raw);
    }

    static boolean isLong(String raw, int limit) {
        return raw.length() > limit && raw.codePointCount(0, raw.length()) > limit;
    }

    /** Statements are read as one line. */
    static String oneLine(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }

    private static void append(int codePoint, StringBuilder out) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL -> out.append(control(codePoint));
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> out.append(number(codePoint));
            default -> out.appendCodePoint(codePoint);
        }
    }

    private static String control(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "⏎";
            case '\t' -> " ";
            default -> number(codePoint);
        };
    }

    private static String number(int codePoint) {
        return String.format(Locale.ROOT, "(U+%04X)", codePoint);
    }
}
