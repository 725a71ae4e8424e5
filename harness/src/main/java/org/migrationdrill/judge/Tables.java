package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.migrationdrill.observe.DegradedColumn;
import org.migrationdrill.recording.QuerySeen;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.recording.TableSeen;

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
        add(counts, table.changed(), table.degraded().isEmpty() ? changed(table) : degraded(table));
        add(counts, table.missing(), "missing");
        add(counts, table.extra() - table.resurrected(), "too many");
        add(counts, table.resurrected(), "back that had been deleted");
        if (!table.absentColumns().isEmpty()) {
            counts.add("without " + String.join(", ", table.absentColumns()));
        }
        return counts.toString();
    }

    private static String changed(TableSeen table) {
        return "changed in " + String.join(", ", table.changedColumns().keySet());
    }

    /** {@code degraded (note truncated in 3, emptied in 1)}. */
    private static String degraded(TableSeen table) {
        StringJoiner ways = new StringJoiner(", ", "degraded (", ")");
        String last = "";
        for (DegradedColumn column : table.degraded()) {
            String name = column.column().equals(last) ? "" : column.column() + " ";
            ways.add(name + column.how().word() + " in " + column.rows());
            last = column.column();
        }
        return ways.toString();
    }

    /** The examples, and how the rows are found. */
    static List<String> evidence(TableSeen table) {
        QuerySeen query = table.query();
        List<String> lines = new ArrayList<>(examples(table));
        if (query != null) {
            lines.add(found(
                    query,
                    "finds them",
                    query.migrated() ? "on the migrated database, before the way back" : "before the migration"));
        }
        return withExtra(table, lines);
    }

    /** The same of a table that loses rows to a copy which is put back. */
    static List<String> toSave(TableSeen table) {
        QuerySeen query = table.query();
        List<String> lines = new ArrayList<>(examples(table));
        if (query != null) {
            lines.add(found(
                    query, "finds them", "on the database that is to be replaced, to save them from there before"));
        }
        return withExtra(table, lines);
    }

    private static List<String> withExtra(TableSeen table, List<String> lines) {
        if (table.extraQuery() != null) {
            lines.add(found(table.extraQuery(), "finds those that should not be there", "after the way back"));
        }
        return lines;
    }

    private static String found(QuerySeen query, String all, String where) {
        return (query.finds() < query.differs() ? "finds " + query.finds() + " of them" : all) + " " + where + ": "
                + query.sql();
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
