package org.migrationdrill.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.layout.Script.Passage;
import org.migrationdrill.layout.Script.Wrapping;

/** A file of MyBatis Migrations, cut at its undo mark and into what is sent at once. */
final class MyBatisScript {
    /** Two comment signs, two slashes, the tag; what follows the tag on its line does not count. */
    static final Pattern UNDO = Pattern.compile("[ \\t]*(?:--|//)[ \\t]*//[ \\t]*@UNDO.*");

    private final String file;
    private final MyBatisEnvironment environment;
    private final List<String> lines = new ArrayList<>();
    private final int undo;

    MyBatisScript(String file, String text, MyBatisEnvironment environment) {
        this.file = file;
        this.environment = environment;
        text.lines().map(environment::replaced).forEach(lines::add);
        int at = 0;
        while (at < lines.size() && !UNDO.matcher(lines.get(at)).matches()) {
            at++;
        }
        undo = at;
    }

    String file() {
        return file;
    }

    Script forward() {
        return script(0, undo);
    }

    /** With its mark, which the tool sends along. Null: the file has no such mark. */
    @Nullable Script undo() {
        return undo == lines.size() ? null : script(undo, lines.size());
    }

    boolean makesChangelog() {
        String table = environment.changelog().toLowerCase(Locale.ROOT);
        return forward().passages().stream()
                .map(passage -> passage.sql().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "))
                .anyMatch(sql ->
                        sql.contains("create table " + table) || sql.contains("create table if not exists " + table));
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).matches(".*\\$\\{[^}]*}.*")) {
                remarks.add(file + ":" + (line + 1) + ": a variable without a value is sent as it is written.");
            }
        }
        return remarks;
    }

    private Script script(int from, int to) {
        Wrapping wrapping = environment.transaction() ? Wrapping.TRANSACTION_BEFORE_NOTES : Wrapping.NONE;
        if (environment.whole()) {
            String sql = String.join("\n", lines.subList(from, to)) + "\n";
            return new Script(file, List.of(new Passage(sql, from + 1)), wrapping);
        }
        return new MyBatisStatements(environment).script(file, lines.subList(from, to), from + 1, wrapping);
    }
}
