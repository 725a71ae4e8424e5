package org.migrationdrill.judge;

import java.util.List;
import java.util.StringJoiner;
import org.migrationdrill.recording.Event.TableSeen;

/** What is wrong with a table's rows, in words. */
final class Tables {
    private Tables() {}

    static String counts(TableSeen table) {
        if (table.absent()) {
            return "the table is gone";
        }
        StringJoiner counts = new StringJoiner(", ");
        add(counts, table.changed(), "changed");
        add(counts, table.missing(), "missing");
        add(counts, table.extra(), "too many");
        if (!table.absentColumns().isEmpty()) {
            counts.add("without " + String.join(", ", table.absentColumns()));
        }
        return counts.toString();
    }

    static List<String> examples(TableSeen table) {
        return table.examples().stream().map(Findings::inWords).toList();
    }

    private static void add(StringJoiner counts, long count, String what) {
        if (count > 0) {
            counts.add(count + " " + what);
        }
    }
}
