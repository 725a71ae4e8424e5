package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaDifference;

/** A schema difference that a reverse left behind, in words. {@code before} is what should be, {@code after} what is. */
final class SchemaWords {
    private static final List<String> DROPPABLE = List.of(
            "table", "index", "sequence", "view", "materialized view", "function", "type", "extension", "schema");

    private static final String COLUMN_ORDER = "column order: ";

    private SchemaWords() {}

    static String of(SchemaDifference difference) {
        String object = difference.kind() + " " + difference.object();
        if (isOfColumnOrder(difference)) {
            return object + " has its columns in another order";
        }
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

    /** Who sees a difference that is only cosmetic, and what to do about it. */
    static String cosmeticRemedy(SchemaDifference difference, String files) {
        return seenBy(difference) + " Mend " + files + ", or accept it with a reason.";
    }

    private static String seenBy(SchemaDifference difference) {
        if (!isOfColumnOrder(difference)) {
            return "Who calls it by its name sees it.";
        }
        List<String> was = columns(difference.before());
        List<String> is = columns(difference.after());
        int first = 0;
        while (first < Math.min(was.size(), is.size()) - 1 && was.get(first).equals(is.get(first))) {
            first++;
        }
        return "SELECT *, and INSERT or COPY without a list of columns, meet " + is.get(first) + " in place "
                + (first + 1) + ", where " + was.get(first) + " was.";
    }

    private static boolean isOfColumnOrder(SchemaDifference difference) {
        return difference.cosmetic()
                && difference.before() != null
                && difference.before().startsWith(COLUMN_ORDER)
                && difference.after() != null;
    }

    private static List<String> columns(@Nullable String order) {
        return List.of(
                Objects.requireNonNull(order).substring(COLUMN_ORDER.length()).split(", "));
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
