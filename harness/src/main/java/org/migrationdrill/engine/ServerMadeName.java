package org.migrationdrill.engine;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The names that PostgreSQL gives to what its author left unnamed: {@code table_addition_label}, both parts shortened until the
 * whole fits in 63 bytes, and a number behind it where that is taken. It knows them by the present names of table and columns, so
 * after a rename of the table the old names count as the author's own.
 */
final class ServerMadeName {
    private static final int LONGEST = 63;

    private final String table;
    private final String addition;
    private final String label;

    ServerMadeName(String table, @Nullable String addition, String label) {
        this.table = table;
        this.addition = addition == null ? "" : addition;
        this.label = label;
    }

    boolean matches(String name) {
        String number = name.substring(name.replaceFirst("\\d+$", "").length());
        return name.equals(withLabel(label)) || (!number.isEmpty() && name.equals(withLabel(label + number)));
    }

    private String withLabel(String numbered) {
        int separators = addition.isEmpty() ? 1 : 2;
        int room = LONGEST - bytes(numbered) - separators;
        int tableBytes = bytes(table);
        int additionBytes = bytes(addition);
        while (tableBytes + additionBytes > room) {
            if (tableBytes > additionBytes) {
                tableBytes--;
            } else {
                additionBytes--;
            }
        }
        String middle = addition.isEmpty() ? "" : "_" + cut(addition, additionBytes);
        return cut(table, tableBytes) + middle + "_" + numbered;
    }

    /** At most so many bytes of the text, and only whole characters. */
    private static String cut(String text, int bytes) {
        int end = text.length();
        while (bytes(text.substring(0, end)) > bytes) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
