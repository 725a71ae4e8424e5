package org.migrationdrill.layout;

import java.util.regex.Pattern;
import org.migrationdrill.app.SqlScanner;
import org.migrationdrill.app.SqlStatement;

/** Tells a script that was left empty from one that does something. */
final class BlankSql {
    private static final String CONSTANT =
            "(?:-?\\d+(?:\\.\\d+)?|'[^']*+(?:''[^']*+)*+'|null|true|false)(?:\\s+as\\s+\\w+)?";
    private static final Pattern BLANK = Pattern.compile(
            "(?:begin|start\\s+transaction|commit|end|rollback)(?:\\s+(?:work|transaction))?" + "|select\\s+" + CONSTANT
                    + "(?:\\s*,\\s*" + CONSTANT + ")*",
            Pattern.CASE_INSENSITIVE);

    private BlankSql() {}

    static boolean isBlank(String sql) {
        return SqlScanner.statements(sql, 1).stream()
                .map(SqlStatement::sql)
                .allMatch(statement -> BLANK.matcher(statement).matches());
    }
}
