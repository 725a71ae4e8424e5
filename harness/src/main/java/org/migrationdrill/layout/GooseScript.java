package org.migrationdrill.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.layout.Script.Passage;
import org.migrationdrill.layout.Script.Wrapping;

/**
 * Cuts a file as goose does for one direction (internal/sqlparser/parser.go of v3): a statement ends with a line whose last word before
 * a comment ends in a semicolon, or with {@code StatementEnd}. Annotations that goose does not understand it refuses in both directions,
 * an unfinished statement only in its own.
 */
final class GooseScript {
    private final String file;
    private final Section direction;
    private final GooseVariables variables;
    private final List<Passage> passages = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private Section section = Section.NONE;
    private Block block = Block.NONE;
    private boolean transaction = true;
    private boolean substitutes;
    private int line;
    private int openLine;
    private @Nullable String refusal;

    private enum Section {
        NONE,
        UP,
        DOWN
    }

    private enum Block {
        NONE,
        OPEN,
        /** Its last line is not yet taken: after an empty block that is the next line that is no comment. */
        ENDED
    }

    private GooseScript(String file, String text, Map<String, String> values, Section direction) {
        this.file = file;
        this.direction = direction;
        this.variables = new GooseVariables(values);
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

    static Script up(String file, String text, Map<String, String> values) {
        return new GooseScript(file, text, values, Section.UP).script();
    }

    /** Null: the file has no such section. */
    static @Nullable Script down(String file, String text, Map<String, String> values) {
        GooseScript script = new GooseScript(file, text, values, Section.DOWN);
        return script.section == Section.DOWN ? script.script() : null;
    }

    private Script script() {
        return refusal == null
                ? new Script(file, passages, transaction ? Wrapping.TRANSACTION : Wrapping.NONE_OF_A_POOL)
                : Script.refused(file, refusal);
    }

    private void take(String text) {
        boolean comment = text.strip().startsWith("--");
        if (comment && text.contains("+goose")) {
            annotation(text);
        }
        if (refusal == null && !isLeftOut(text, comment)) {
            statementLine(text);
        }
    }

    /** Comments and annotations before a statement; within one, comments stay, and of the annotations the one that ends it. */
    private boolean isLeftOut(String text, boolean comment) {
        boolean annotation = comment && text.contains("+goose") && block != Block.ENDED;
        return annotation
                || (section == Section.NONE && text.isBlank())
                || (open.isEmpty() && (comment || text.isEmpty()));
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
        if (section != from || block == Block.OPEN) {
            refuse("‘-- +goose " + (to == Section.UP ? "Up" : "Down") + "’ out of place");
        } else if (!open.toString().isBlank()) {
            refuse("a statement without a semicolon");
        }
        section = to;
        block = Block.NONE;
    }

    private void begin() {
        if (section == Section.NONE || block == Block.OPEN) {
            refuse("‘-- +goose StatementBegin’ out of place");
        }
        block = Block.OPEN;
    }

    private void finish() {
        if (block != Block.OPEN) {
            refuse("‘-- +goose StatementEnd’ without its beginning");
        }
        block = Block.ENDED;
    }

    private void statementLine(String text) {
        if (section == Section.NONE) {
            refuse("a statement before ‘-- +goose Up’");
            return;
        }
        String sent = substitutes && block != Block.ENDED ? substituted(text) : text;
        if (section != direction) {
            return;
        }
        if (block == Block.ENDED) {
            block = Block.NONE;
            store();
            return;
        }
        openLine = open.isEmpty() ? line : openLine;
        open.append(sent).append('\n');
        if (block == Block.NONE && endsStatement(sent)) {
            store();
        }
    }

    private void store() {
        if (!open.isEmpty()) {
            passages.add(new Passage(open.toString(), openLine));
            open.setLength(0);
        }
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
        } else if (block == Block.OPEN) {
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
        return variables.substituted(text).orElseGet(() -> {
            refuse("a variable that can't be put in its place");
            return text;
        });
    }
}
