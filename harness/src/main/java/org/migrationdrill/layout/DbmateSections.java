package org.migrationdrill.layout;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.layout.Script.Passage;
import org.migrationdrill.layout.Script.Wrapping;

/**
 * The two sections of a file of dbmate's, each one simple query that starts with its mark.
 *
 * @param down null: the file has no such section
 */
record DbmateSections(Script up, @Nullable Script down) {
    /** A line ends with its line feed alone. */
    private static final Pattern MARK = Pattern.compile("(?md)^--\\s*migrate:(up|down)(?:[ \\t\\r]*$|\\s+\\S+)");

    private static final Pattern TRANSACTION = Pattern.compile("(?<!\\S)transaction:([^:\\s]*)(?!\\S)");
    private static final String NO_UP = "dbmate requires each migration to define an up block with ‘-- migrate:up’";
    private static final String NO_DOWN =
            "dbmate requires each migration to define a down block with ‘-- migrate:down’";

    static DbmateSections of(String file, String text) {
        List<MatchResult> marks = marks(text);
        List<String> directions = marks.stream().map(mark -> mark.group(1)).toList();
        boolean hasDown = directions.contains("down");
        String refusal = refusal(text, marks, directions);
        if (refusal != null) {
            Script refused = Script.refused(file, refusal);
            return new DbmateSections(refused, hasDown ? refused : null);
        }
        int up = marks.get(directions.indexOf("up")).start();
        int down = marks.get(marks.size() - 1).start();
        return new DbmateSections(section(file, text, up, down), section(file, text, down, text.length()));
    }

    private static List<MatchResult> marks(String text) {
        return MARK.matcher(text).results().toList();
    }

    private static @Nullable String refusal(String text, List<MatchResult> marks, List<String> directions) {
        if (!directions.contains("up")) {
            return NO_UP;
        }
        if (!isCommentAlone(
                text.substring(0, marks.get(directions.indexOf("up")).start()))) {
            return "dbmate does not support statements before ‘-- migrate:up’";
        }
        String order = String.join(" ", directions.subList(directions.indexOf("up"), directions.size()));
        if (order.contains("down down")) {
            return "dbmate requires every ‘-- migrate:down’ to be preceded by a ‘-- migrate:up’";
        }
        if (order.contains("up up") || order.endsWith("up")) {
            return NO_DOWN;
        }
        return order.equals("up down")
                ? null
                : "dbmate notes a version once for each ‘-- migrate:up’, and its table takes it once";
    }

    private static boolean isCommentAlone(String text) {
        return Stream.of(text.split("\n"))
                .allMatch(line -> line.isBlank() || line.strip().startsWith("--"));
    }

    private static Script section(String file, String text, int start, int end) {
        String sql = text.substring(start, end);
        int line = 1
                + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        boolean alone = TRANSACTION
                .matcher(sql.split("\n", 2)[0])
                .results()
                .reduce((first, last) -> last)
                .filter(option -> option.group(1).equals("false"))
                .isPresent();
        return new Script(file, List.of(new Passage(sql, line)), alone ? Wrapping.NONE : Wrapping.GUARDED_TRANSACTION);
    }
}
