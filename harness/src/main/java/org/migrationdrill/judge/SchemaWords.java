package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.migrationdrill.observe.SchemaDifference;

/** A schema difference that a reverse left behind, in words. {@code before} is what should be, {@code after} what is. */
final class SchemaWords {
    private static final List<String> DROPPABLE = List.of(
            "table", "index", "sequence", "view", "materialized view", "function", "type", "extension", "schema");

    private SchemaWords() {}

    static String of(SchemaDifference difference) {
        String object = difference.kind() + " " + difference.object();
        if (difference.before() == null) {
            return object + " exists";
        }
        return object + (difference.after() == null ? " is missing" : " is different");
    }

    static List<String> evidence(SchemaDifference difference) {
        List<String> evidence = new ArrayList<>();
        if (difference.before() != null) {
            evidence.add("before: " + difference.before());
        }
        if (difference.after() != null) {
            evidence.add("after: " + difference.after());
        }
        return evidence;
    }

    static String remedy(SchemaDifference difference, String files) {
        String otherwise = ", or declare the phase irreversible with a reason.";
        if (difference.before() == null) {
            return DROPPABLE.contains(difference.kind())
                    ? "Add DROP " + difference.kind().toUpperCase(Locale.ROOT) + " " + difference.object() + " to "
                            + files + otherwise
                    : "Remove it in " + files + otherwise;
        }
        return difference.after() == null
                ? "Create it again in " + files + " as it was" + otherwise
                : "Put it back in " + files + otherwise;
    }
}
