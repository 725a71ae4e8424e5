package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.migrationdrill.recording.PhaseEvent.RowsCompared;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/**
 * Forward steps after which the old app's rows are not what they would be. Each table once a phase, where its count of such rows
 * changes. That a table or a column is gone is no change of its rows: whoever still has to work and needs it, fails.
 */
final class RowsRule implements FindingRule {
    @Override
    public Stream<Finding> judge(Recording recording) {
        List<RowsCompared> comparisons = recording.all(RowsCompared.class).toList();
        Map<String, TableSeen> before = Map.of();
        List<Finding> findings = new ArrayList<>();
        for (RowsCompared comparison : comparisons) {
            Map<String, TableSeen> now = new HashMap<>();
            boolean noWayBack = Plans.isBeyondReturn(recording, comparison.phase());
            for (TableSeen table : comparison.tables()) {
                now.put(table.table(), table);
                if (table.rows() > 0 && !table.absent() && isNew(recording, comparison, table, before, noWayBack)) {
                    findings.add(finding(comparison, table));
                }
            }
            before = now;
        }
        return findings.stream()
                .filter(new FirstOf<>(finding -> List.of(String.valueOf(finding.phase()), finding.where())));
    }

    /**
     * Once the plan has declared that there is no way back, the versions that serve may leave the old app's columns alone: then
     * only what a migration, a backfill or a command does to them in a new way counts.
     */
    private static boolean isNew(
            Recording recording,
            RowsCompared comparison,
            TableSeen table,
            Map<String, TableSeen> before,
            boolean noWayBack) {
        TableSeen known = before.get(table.table());
        if (noWayBack) {
            return !Plans.isDeploy(recording, comparison.phase(), Findings.step(comparison.moment()))
                    && (known == null || !table.isOfTheKind(known));
        }
        return known == null || !table.isSameAs(known);
    }

    private static Finding finding(RowsCompared comparison, TableSeen table) {
        return Findings.of(
                FindingId.ROWS_DIFFER,
                comparison.phase(),
                Findings.step(comparison.moment()),
                table.table(),
                "After " + comparison.moment() + ", " + Findings.count(table.rows(), "row") + " of " + table.table()
                        + " " + (table.rows() == 1 ? "is" : "are")
                        + " not what the old app would have there: " + Tables.counts(table) + ".",
                Tables.examples(table),
                "A forward step must leave alone what the old app reads. Write to new columns, or declare what is "
                        + "meant and accept this finding with the reason.");
    }
}
