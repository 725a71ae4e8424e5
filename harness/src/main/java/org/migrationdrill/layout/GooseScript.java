package org.migrationdrill.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.layout.Script.Passage;
import org.migrationdrill.layout.Script.Wrapping;

/**
 * Cuts a file as goose does (internal/sqlparser/parser.go of v3): a statement ends with a line whose last word before a comment ends
 * in a semicolon, or with {@code StatementEnd}. What goose can't cut it refuses in both directions.
 */
final class GooseScript {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{(?<braced>\\w+)(?::?-(?<otherwise>[^}]*))?}|(?<bare>[A-Za-z_]\\w*))");

    private final String file;
    private final Map<String, String> values;
    private final List<Passage> ups = new ArrayList<>();
    private final List<Passage> downs = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private Section section = Section.NONE;
    private boolean transaction = true;
    private boolean substitutes;
    private boolean block;
    private int line;
    private int openLine;
    private @Nullable String refusal;

    private enum Section {
        NONE,
        UP,
        DOWN
    }

    GooseScript(String file, String text, Map<String, String> values) {
        this.file = file;
        this.values = values;
        for (String next : text.split("\r?\n", -1)) {
            line++;
            if (refusal == null) {
                take(next);
            }
        }
        if (refusal == null) {
            end();
        }
    }

    Script up() {
        return script(ups);
    }

    /** Null: the file has no such section. */
    @Nullable Script down() {
        return section == Section.DOWN ? script(downs) : null;
    }

    private Script script(List<Passage> passages) {
        return refusal == null
                ? new Script(file, passages, transaction ? Wrapping.TRANSACTION : Wrapping.NONE)
                : Script.refused(file, refusal);
    }

    private void take(String text) {
        if (text.strip().startsWith("--") && text.contains("+goose")) {
            annotation(text);
        } else if (!open.isEmpty() || !(text.strip().startsWith("--") || text.isEmpty())) {
            statementLine(text);
        }
    }

    private void annotation(String text) {
        String word =
                text.replace("--", "").replaceFirst("\\+goose", "").strip().toUpperCase(Locale.ROOT);
        if (text.startsWith(" ") || text.startsWith("\t")) {
            refuse("an annotation after a space");
            return;
        }
        switch (word) {
            case "UP" -> enter(Section.NONE, Section.UP);
            case "DOWN" -> enter(Section.UP, Section.DOWN);
            case "STATEMENTBEGIN" -> begin();
            case "STATEMENTEND" -> finish();
            case "NO TRANSACTION" -> transaction = false;
            case "ENVSUB ON" -> substitutes = true;
            case "ENVSUB OFF" -> substitutes = false;
            default -> refuse("the annotation ‘" + word + "’");
        }
    }

    private void enter(Section from, Section to) {
        if (section != from || block) {
            refuse("‘-- +goose " + (to == Section.UP ? "Up" : "Down") + "’ out of place");
        } else if (!open.toString().isBlank()) {
            refuse("a statement without a semicolon");
        }
        section = to;
    }

    private void begin() {
        if (section == Section.NONE || block) {
            refuse("‘-- +goose StatementBegin’ out of place");
        }
        block = true;
    }

    private void finish() {
        if (!block) {
            refuse("‘-- +goose StatementEnd’ without its beginning");
        }
        block = false;
        if (!open.isEmpty()) {
            store();
        }
    }

    private void statementLine(String text) {
        if (section == Section.NONE) {
            if (!text.isBlank()) {
                refuse("a statement before ‘-- +goose Up’");
            }
            return;
        }
        if (open.isEmpty()) {
            openLine = line;
        }
        open.append(substitutes ? substituted(text) : text).append('\n');
        if (!block && endsStatement(text)) {
            store();
        }
    }

    private void store() {
        (section == Section.UP ? ups : downs).add(new Passage(open.toString(), openLine));
        open.setLength(0);
    }

    private static boolean endsStatement(String text) {
        String last = "";
        for (String word : text.strip().split("\\s+")) {
            if (word.startsWith("--")) {
                break;
            }
            last = word;
        }
        return last.endsWith(";");
    }

    private void end() {
        if (section == Section.NONE) {
            refuse("no ‘-- +goose Up’");
        } else if (block) {
            refuse("no ‘-- +goose StatementEnd’");
        } else if (!open.toString().isBlank()) {
            refuse("a statement without a semicolon");
        }
    }

    private void refuse(String found) {
        if (refusal == null) {
            refusal = "goose can't read the file: " + found + " on line " + line;
        }
    }

    private String substituted(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value((Matcher) found)));
    }

    private String value(Matcher variable) {
        String name = variable.group("braced") == null ? variable.group("bare") : variable.group("braced");
        String otherwise = variable.group("otherwise");
        return values.getOrDefault(name, otherwise == null ? "" : otherwise);
    }
}
