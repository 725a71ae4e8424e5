package org.migrationdrill.judge;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.recording.Event.RollbackOutcome;
import org.migrationdrill.recording.Event.RolledBack;
import org.migrationdrill.recording.Event.TableSeen;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** What putting back the copy from before a phase takes away. Whoever declares a restore has chosen so, and is told how much. */
final class RestoreRule implements FindingRule {
    @Override
    public Stream<Finding> judge(Recording recording) {
        return recording
                .all(RolledBack.class)
                .filter(rollback -> WayWords.isRestore(rollback) && rollback.outcome() == RollbackOutcome.RAN)
                .filter(rollback -> !rollback.tables().isEmpty())
                .map(rollback -> gone(recording, rollback));
    }

    private static Finding gone(Recording recording, RolledBack rollback) {
        String phase = Plans.after(recording, rollback.to());
        return Findings.of(
                FindingId.RESTORE_LOSES_WRITES,
                phase,
                null,
                rollback.tables().stream().map(TableSeen::table).collect(Collectors.joining(", ")),
                "Putting back the copy from before phase " + phase
                        + " loses what was written since, as a restore does: "
                        + rollback.tables().stream()
                                .map(table -> table.table() + ": " + Tables.counts(table))
                                .collect(Collectors.joining("; "))
                        + ".",
                rollback.tables().stream()
                        .flatMap(table -> Tables.examples(table).stream())
                        .toList(),
                null);
    }
}
