package org.migrationdrill.rehearsal;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Names of an author's files as SQL identifiers. */
final class Names {
    private Names() {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** {@code schema.table} or {@code table}. */
    static String qualified(String name) {
        return Arrays.stream(name.split("\\.", 2)).map(Names::quoted).collect(Collectors.joining("."));
    }
}
