package org.migrationdrill.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationdrill.layout.Script.Passage;
import org.migrationdrill.layout.Script.Wrapping;

/**
 * Cuts a script as the tool's ScriptRunner does where it does not send it as a whole: lines that are comments go, and a line with the
 * delimiter ends what has come so far. A comment can name another delimiter for the lines after it. For one script.
 */
final class MyBatisStatements {
    private static final Pattern DELIMITER =
            Pattern.compile("(?:--|//)?\\s*(?://)?\\s*@DELIMITER\\s+(\\S+).*", Pattern.CASE_INSENSITIVE);

    private final boolean alone;
    private final List<Passage> passages = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private String delimiter;
    private int openLine;

    MyBatisStatements(MyBatisEnvironment environment) {
        this.alone = environment.delimiterAlone();
        this.delimiter = environment.delimiter();
    }

    /** @param first the number of the first line in the file */
    Script script(String file, List<String> lines, int first, Wrapping wrapping) {
        for (int at = 0; at < lines.size(); at++) {
            take(lines.get(at), first + at);
        }
        return new Script(
                file,
                passages,
                wrapping,
                open.isEmpty() ? null : "Line missing end-of-line terminator (" + delimiter + ")");
    }

    private void take(String line, int number) {
        String bare = line.strip();
        if (bare.isEmpty() || bare.startsWith("//") || bare.startsWith("--")) {
            Matcher named = DELIMITER.matcher(bare);
            delimiter = named.matches() ? named.group(1) : delimiter;
            // A blank line in the place of one that is left out keeps the lines' numbers.
            open.append(open.isEmpty() ? "" : "\n");
            return;
        }
        openLine = open.isEmpty() ? number : openLine;
        if (ends(bare)) {
            open.append(line, 0, line.lastIndexOf(delimiter)).append('\n');
            passages.add(new Passage(open.toString(), openLine));
            open.setLength(0);
        } else {
            open.append(line).append('\n');
        }
    }

    private boolean ends(String line) {
        return alone ? line.equals(delimiter) : line.contains(delimiter);
    }
}
