package org.migrationdrill.engine;

import java.util.Set;
import java.util.regex.Pattern;

/** Writes a value, of which there is the server's text, so that the server reads it again. */
final class SqlValue {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "numeric");

    private SqlValue() {}

    static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.contains("\\") ? "E" + quoted.replace("\\", "\\\\") : quoted;
    }

    /** @param type of the column, with or without its modifiers */
    static String of(String text, String type) {
        boolean plain = NUMBERS.contains(type.replaceFirst("\\(.*", ""))
                && NUMBER.matcher(text).matches();
        return plain ? text : literal(text);
    }
}
