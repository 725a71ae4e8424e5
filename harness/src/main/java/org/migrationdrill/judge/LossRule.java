package org.migrationdrill.judge;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.migrationdrill.recording.PhaseEvent.RowsCompared;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/**
 * Rows that are not what the old app would have after a way back. What was so already where the way leads to is no fault of the
 * way; what is seen again further back is a finding where it is seen first.
 */
final class LossRule implements FindingRule {
    /**
     * @param afterWrites whether it is seen only where the app had gone on writing
     */
    private record Loss(RolledBack rollback, TableSeen table, boolean afterWrites) {
        Object difference() {
            return List.of(
                    table.table(),
                    table.absent(),
                    table.absentColumns(),
                    table.changedColumns(),
                    table.missing(),
                    table.extra());
        }
    }

    @Override
    public Stream<Finding> judge(Recording recording) {
        return recording.all(RolledBack.class).toList().stream()
                .flatMap(rollback -> losses(recording, rollback))
                .filter(new FirstOf<>(Loss::difference))
                .filter(new FirstOf<>(
                        loss -> List.of(phase(recording, loss), loss.table().table())))
                .map(loss -> finding(recording, loss));
    }

    private static Stream<Loss> losses(Recording recording, RolledBack rollback) {
        if (WayWords.isRestore(rollback)) {
            return Stream.empty(); // what was written since is gone, as declared
        }
        if (EdgeRule.wasTriedWithout(recording, rollback)) {
            return Stream.empty(); // what is lost without edge values, too, is seen there
        }
        Stream<Loss> untouched = rollback.tables().stream()
                .filter(table -> Tables.lost(rollback, table) && overBudget(recording, table))
                .map(table -> new Loss(rollback, table, false));
        Stream<Loss> written = rollback.afterWrites().stream()
                .filter(table -> overBudget(recording, table))
                .map(table -> new Loss(rollback, table, true));
        return Stream.concat(untouched, written).filter(loss -> !wasSoBefore(recording, loss));
    }

    private static boolean overBudget(Recording recording, TableSeen table) {
        return table.absent()
                || !table.absentColumns().isEmpty()
                || table.rows() > recording.started().terms().lostWrites();
    }

    /** Whether the table was different in the same way at the end of the phase that was gone back to. */
    private static boolean wasSoBefore(Recording recording, Loss loss) {
        Optional<RowsCompared> forward = recording
                .all(RowsCompared.class)
                .filter(comparison -> comparison.phase().equals(loss.rollback().to()))
                .reduce((one, later) -> later);
        return forward.stream()
                .flatMap(comparison -> comparison.tables().stream())
                .filter(table -> table.table().equals(loss.table().table()))
                .anyMatch(loss.table()::isOfTheKind);
    }

    private static String phase(Recording recording, Loss loss) {
        return Plans.after(recording, loss.rollback().to());
    }

    private static String circumstance(Loss loss) {
        if (loss.afterWrites()) {
            return ", while the app went on writing";
        }
        return WayWords.once(loss.rollback().written());
    }

    private static Finding finding(Recording recording, Loss loss) {
        String phase = phase(recording, loss);
        TableSeen table = loss.table();
        return Findings.of(
                FindingId.ROLLBACK_LOSES_WRITES,
                phase,
                null,
                table.table(),
                WayWords.after(loss.rollback(), phase) + circumstance(loss) + ", " + table.table()
                        + " is not what the old app would have: " + Tables.counts(table) + ".",
                Tables.evidence(table),
                loss.afterWrites()
                        ? "What stays or comes back with the way back must leave alone what the old app writes: look for "
                                + "triggers, defaults and generated columns."
                        : "Make " + WayWords.means(loss.rollback())
                                + " restore the values (keep them in a column or table that only the contract phase "
                                + "drops), or declare the phase irreversible with a reason.");
    }
}
