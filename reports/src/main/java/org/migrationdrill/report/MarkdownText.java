package org.migrationdrill.report;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text from outside as Markdown that shows it and does nothing else: no markup, no table cell, no link, no mention. Characters
 * that cannot be seen or that turn the writing direction are shown by their number. Limits count characters of the raw text.
 */
final class MarkdownText {
    private static final String MARKUP = "\\`*_[]<>|~&$";
    /** Cells end at pipes, spans at backticks, and a mention must not depend on where a reader thinks that a span ends. */
    private static final String UNFIT_FOR_SPAN = "\\`|<>&@";

    private static final String PLAIN_PUNCTUATION = " ,;=()'\"+-/%?{}^";
    /** What a code host would turn into a mention, a reference, a link or a picture, up to where a break dissolves it. */
    private static final Pattern LIVE = Pattern.compile(
            "(?i)[@#!](?=\\w)|:(?=[\\w+-]+:)|\\b(?:https?|ftp|mailto|xmpp)(?=:)|\\bwww(?=\\.)|\\bGH(?=-\\d)");

    /** Dissolves what is live. An entity for the @ would not: a mention is looked for after entities are resolved. */
    private static final String BREAK = "&#8203;";

    private static final Pattern UNFIT_FOR_FENCE = Pattern.compile("[`@]|<[a-zA-Z/!?]");

    private MarkdownText() {}

    /** A sentence, inside a line or a table cell. */
    static String text(String raw, int limit) {
        String visible = VisibleText.of(raw, limit);
        var out = new StringBuilder();
        var live = LIVE.matcher(visible);
        int from = 0;
        while (live.find()) {
            escape(visible, from, live.end(), out);
            out.append(BREAK);
            from = live.end();
        }
        escape(visible, from, visible.length(), out);
        return out.toString();
    }

    /** A name or a value in a fixed-width font, inside a line or a table cell. */
    static String code(String raw, int limit) {
        String visible = VisibleText.of(raw, limit);
        if (visible.isEmpty()) {
            return "*empty*";
        }
        return fitsSpan(visible) ? "`" + visible + "`" : "<code>" + entities(visible) + "</code>";
    }

    /** SQL in a fixed-width font, on one line. */
    static String sql(String raw, int limit) {
        return code(VisibleText.oneLine(raw), limit);
    }

    /** SQL as a block that is copied as a whole. It is fenced where nothing in it could be taken for the end or for markup. */
    static String block(String raw) {
        var lines = raw.strip().lines().map(VisibleText::of).toList();
        if (lines.stream().noneMatch(line -> UNFIT_FOR_FENCE.matcher(line).find())) {
            return "```sql\n" + String.join("\n", lines) + "\n```";
        }
        return "<pre><code>"
                + lines.stream().map(MarkdownText::entities).collect(Collectors.joining("\n"))
                + "</code></pre>";
    }

    private static void escape(String text, int from, int to, StringBuilder out) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean markup = MARKUP.indexOf(c) >= 0 && !(c == '_' && isInsideWord(text, i));
            out.append(markup ? entity(c) : String.valueOf(c));
        }
    }

    private static boolean isInsideWord(String text, int i) {
        int before = i;
        int after = i;
        while (before >= 0 && text.charAt(before) == '_') {
            before--;
        }
        while (after < text.length() && text.charAt(after) == '_') {
            after++;
        }
        return before >= 0
                && after < text.length()
                && Character.isLetterOrDigit(text.charAt(before))
                && Character.isLetterOrDigit(text.charAt(after));
    }

    private static boolean fitsSpan(String text) {
        return text.equals(text.strip()) && text.chars().noneMatch(c -> UNFIT_FOR_SPAN.indexOf(c) >= 0);
    }

    private static String entities(String text) {
        var out = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean plain = c > '~' || Character.isLetterOrDigit(c) || PLAIN_PUNCTUATION.indexOf(c) >= 0;
            out.append(plain ? String.valueOf(c) : entity(c));
        }
        return out.toString();
    }

    private static String entity(char c) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            default -> "&#" + (int) c + ";";
        };
    }
}
