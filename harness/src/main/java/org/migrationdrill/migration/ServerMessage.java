package org.migrationdrill.migration;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** The server's primary message, alone: what drivers append to it (detail, hint, context) may show values of rows. */
final class ServerMessage {
    private static final Pattern SEVERITY = Pattern.compile("^(ERROR|FATAL|PANIC): ");
    private static final Pattern APPENDED = Pattern.compile(
            "(?s)\\n\\s*(Detail|Hint|Position|Where|Location|Internal Query|Internal Position|Server SQLState): .*");

    private ServerMessage() {}

    static String primary(SQLException failure) {
        return primary(String.valueOf(failure.getMessage()));
    }

    static String primary(String message) {
        return APPENDED.matcher(SEVERITY.matcher(message).replaceFirst(""))
                .replaceFirst("")
                .strip();
    }
}
