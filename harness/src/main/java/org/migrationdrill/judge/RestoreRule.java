package org.migrationdrill.judge;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent.FateSeen;
import org.migrationdrill.recording.RollbackEvent.NewWritesSeen;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.recording.Written;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/**
 * What putting back the copy from before a phase takes away, from the phase's own end and from later ones. Whoever declares a restore
 * has chosen so, and is told how much.
 */
final class RestoreRule implements FindingRule {
    @Override
    public Stream<Finding> judge(Recording recording) {
        return recording
                .all(RolledBack.class)
                .filter(rollback -> WayWords.isRestore(rollback) && rollback.outcome() == RollbackOutcome.RAN)
                .filter(rollback -> rollback.written() == Written.NOTHING)
                .filter(rollback -> !rollback.tables().isEmpty() || costsNewData(recording, rollback))
                .map(rollback -> gone(recording, rollback));
    }

    private static Finding gone(Recording recording, RolledBack rollback) {
        String phase = Plans.after(recording, rollback.to());
        return Findings.of(
                FindingId.RESTORE_LOSES_WRITES,
                phase,
                null,
                Stream.concat(rollback.tables().stream().map(TableSeen::table), newTables(recording, rollback))
                        .distinct()
                        .collect(Collectors.joining(", ")),
                "Putting back the copy from before phase " + phase + WayWords.fromLater(rollback, phase)
                        + " loses what was written since, as a restore does" + counts(rollback) + "."
                        + newData(recording, rollback),
                rollback.tables().stream()
                        .flatMap(table -> Tables.toSave(table).stream())
                        .toList(),
                null);
    }

    private static String counts(RolledBack rollback) {
        return rollback.tables().isEmpty()
                ? ""
                : rollback.tables().stream()
                        .map(table -> table.table() + ": " + Tables.counts(table))
                        .collect(Collectors.joining("; ", ": ", ""));
    }

    private static boolean costsNewData(Recording recording, RolledBack rollback) {
        return newTables(recording, rollback).findAny().isPresent();
    }

    private static String newData(Recording recording, RolledBack rollback) {
        String tables = String.join(", ", newTables(recording, rollback).toList());
        return tables.isEmpty() ? "" : " So is what only the newer version writes to " + tables + ".";
    }

    /** Where only the newer versions write, and lose it. */
    private static Stream<String> newTables(Recording recording, RolledBack rollback) {
        List<FateSeen> fates = recording
                .all(NewWritesSeen.class)
                .filter(writes ->
                        writes.from().equals(rollback.from()) && writes.to().equals(rollback.to()))
                .flatMap(writes -> writes.fates().stream())
                .toList();
        return fates.stream()
                .filter(fate -> !fate.edge() && fate.degraded() + fate.lost() > 0)
                .map(FateSeen::table)
                .distinct();
    }
}
