package org.migrationdrill.judge;

import java.util.List;
import java.util.StringJoiner;
import org.migrationdrill.recording.Event.RolledBack;
import org.migrationdrill.recording.Event.TableSeen;

/** What is wrong with a table's rows, in words. */
final class Tables {
    private Tables() {}

    /**
     * Whether the way back left the table other than the old app would have it. Where the schema stays or is
     * fixed forward, what the plan itself dropped is no loss of the way back.
     */
    static boolean lost(RolledBack rollback, TableSeen table) {
        boolean gone = table.absent() || !table.absentColumns().isEmpty();
        boolean schemaStays = rollback.mode().equals("keep") || WayWords.isForwardFix(rollback);
        return schemaStays ? !table.absent() && table.rows() > 0 : gone || table.rows() > 0;
    }

    static String counts(TableSeen table) {
        if (table.absent()) {
            return "the table is gone";
        }
        StringJoiner counts = new StringJoiner(", ");
        add(
                counts,
                table.changed(),
                "changed in " + String.join(", ", table.changedColumns().keySet()));
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
