package org.migrationdrill.layout;

import java.util.ArrayList;
import java.util.List;
import org.migrationdrill.app.SqlScanner;
import org.migrationdrill.app.SqlStatement;

/** Commands of psql in a file, which only psql understands. Stateless to its callers. */
public final class MetaCommands {
    private final String tool;
    private final List<String> remarks = new ArrayList<>();

    private MetaCommands(String tool) {
        this.tool = tool;
    }

    /**
     * One remark for each.
     *
     * @param tool who sends them
     * @param file as the remarks are to name it
     */
    public static List<String> remarks(String tool, String file, String sql) {
        return remarks(tool, Script.whole(file, sql, Script.Wrapping.NONE));
    }

    static List<String> remarks(String tool, Script script) {
        MetaCommands commands = new MetaCommands(tool);
        script.passages().stream()
                .flatMap(passage -> SqlScanner.statements(passage.sql(), passage.line()).stream())
                .forEach(statement -> commands.look(script.file(), statement));
        return commands.remarks;
    }

    /** They end with their line and not with a semicolon, so they stand before what follows them. */
    private void look(String file, SqlStatement statement) {
        int line = statement.line();
        for (String text : statement.sql().split("\n", -1)) {
            if (!text.isBlank() && !text.startsWith("\\")) {
                return;
            }
            if (!text.isBlank()) {
                remarks.add(file + ":" + line + ": ‘" + text.strip().split("\\s", 2)[0] + "’ is a command of psql; "
                        + tool + " sends it to the server as it stands.");
            }
            line++;
        }
    }
}
