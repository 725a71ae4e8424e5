package org.migrationdrill.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.migrationdrill.recording.Event.RowsCompared;
import org.migrationdrill.recording.Event.TableSeen;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/**
 * Forward steps after which the old app's rows are not what they would be. Each table where its count of such rows changes. That a
 * table or a column is gone is no change of its rows: whoever still has to work and needs it, fails.
 */
final class RowsRule implements FindingRule {
    @Override
    public Stream<Finding> judge(Recording recording) {
        Map<String, Long> known = new HashMap<>();
        List<RowsCompared> comparisons = recording.all(RowsCompared.class).toList();
        return comparisons.stream().flatMap(comparison -> comparison.tables().stream()
                .filter(table -> table.rows() > 0 && !table.absent())
                .filter(table -> !Long.valueOf(table.rows()).equals(known.put(table.table(), table.rows())))
                .map(table -> finding(comparison, table)));
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
