package org.migrationdrill.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * HTML in the making, well-formed as XML too. Texts and attributes from wherever become harmless here and nowhere else: no method
 * takes markup. Not safe for use by several threads.
 */
final class Html {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9:-]*");
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins an element; its attributes are names and values in turn. */
    Html open(String name, String... attributes) {
        tag(name, attributes).append('>');
        open.push(name);
        return this;
    }

    /** Ends the innermost element. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** An element with nothing in it. */
    Html empty(String name, String... attributes) {
        tag(name, attributes).append("/>");
        return this;
    }

    Html text(String raw) {
        escape(VisibleText.of(raw));
        return this;
    }

    /** A line end, for whoever reads the source. */
    Html line() {
        out.append('\n');
        return this;
    }

    /** Style or script of the report's own, which must not hold the end of its element. */
    Html own(String element, String code, String... attributes) {
        if (code.toLowerCase(Locale.ROOT).contains("</" + element)) {
            throw new IllegalStateException("The report's own " + element + " would end too early");
        }
        open(element, attributes);
        out.append(code);
        return close();
    }

    /** JSON that a script may parse: in it, nothing looks like markup, and nothing hides. */
    Html json(String id, String json) {
        var harmless = new StringBuilder();
        json.chars().forEach(c -> {
            boolean plain = c < 127 && c != '<' && c != '>' && c != '&';
            harmless.append(plain ? String.valueOf((char) c) : String.format(Locale.ROOT, "\\u%04x", c));
        });
        return own("script", harmless.toString(), "type", "application/json", "id", id);
    }

    /** The whole document. */
    String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Still open: " + open);
        }
        return "<!DOCTYPE html>\n" + out + "\n";
    }

    private StringBuilder tag(String name, String... attributes) {
        out.append('<').append(checked(name));
        for (int at = 0; at < attributes.length; at += 2) {
            out.append(' ').append(checked(attributes[at])).append("=\"");
            escape(VisibleText.of(attributes[at + 1]));
            out.append('"');
        }
        return out;
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException("‘" + name + "’ is no name of an element or attribute");
        }
        return name;
    }

    private void escape(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
