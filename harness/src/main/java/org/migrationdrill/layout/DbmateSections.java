package org.migrationdrill.layout;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.layout.Script.Passage;
import org.migrationdrill.layout.Script.Wrapping;

/**
 * The two sections of a file of dbmate's, each one simple query that starts with its mark.
 *
 * @param down null: the file has no such section
 */
record DbmateSections(Script up, @Nullable Script down) {
    private static final Pattern MARK = Pattern.compile("(?m)^--\\s*migrate:(up|down)(?:[ \\t\\r]*$|\\s+\\S+)");
    private static final Pattern TRANSACTION = Pattern.compile("(?<!\\S)transaction:([^:\\s]*)(?!\\S)");

    static DbmateSections of(String file, String text) {
        List<MatchResult> marks = marks(text);
        List<String> directions = marks.stream().map(mark -> mark.group(1)).toList();
        boolean hasDown = directions.contains("down");
        String refusal = refusal(text, marks, directions);
        if (refusal != null) {
            Script refused = Script.refused(file, refusal);
            return new DbmateSections(refused, hasDown ? refused : null);
        }
        int down = marks.get(1).start();
        return new DbmateSections(
                section(file, text, marks.get(0).start(), down), section(file, text, down, text.length()));
    }

    private static List<MatchResult> marks(String text) {
        return MARK.matcher(text).results().toList();
    }

    private static @Nullable String refusal(String text, List<MatchResult> marks, List<String> directions) {
        if (!directions.contains("up")) {
            return "dbmate requires each migration to define an up block with ‘-- migrate:up’";
        }
        if (!directions.contains("down")) {
            return "dbmate requires each migration to define a down block with ‘-- migrate:down’";
        }
        if (!directions.get(0).equals("up")) {
            return "dbmate requires ‘-- migrate:up’ to appear before ‘-- migrate:down’";
        }
        if (directions.size() > 2) {
            return "dbmate notes a version once for each ‘-- migrate:up’, and its table takes it once";
        }
        boolean commentsAlone = text.substring(0, marks.get(0).start())
                .lines()
                .allMatch(line -> line.isBlank() || line.strip().startsWith("--"));
        return commentsAlone ? null : "dbmate does not support statements before ‘-- migrate:up’";
    }

    private static Script section(String file, String text, int start, int end) {
        String sql = text.substring(start, end);
        int line = 1
                + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        Matcher option = TRANSACTION.matcher(sql.lines().findFirst().orElse(""));
        boolean alone = option.find() && option.group(1).equals("false");
        return new Script(file, List.of(new Passage(sql, line)), alone ? Wrapping.NONE : Wrapping.GUARDED_TRANSACTION);
    }
}
