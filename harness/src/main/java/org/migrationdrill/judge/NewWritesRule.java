package org.migrationdrill.judge;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent.FateSeen;
import org.migrationdrill.recording.RollbackEvent.NewWritesSeen;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.recording.Written;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** What a way back does to data that only the newer version can write, and what that data does to the way back. */
final class NewWritesRule implements FindingRule {
    private record Loss(NewWritesSeen writes, FateSeen fate) {
        Object what() {
            return List.of(
                    fate.table(), Objects.requireNonNull(fate.operation()), Objects.requireNonNull(fate.version()));
        }
    }

    @Override
    public Stream<Finding> judge(Recording recording) {
        Stream<Finding> stopped = recording
                .all(NewWritesSeen.class)
                .filter(NewWritesRule::isStopped)
                .filter(writes -> !isStoppedAnyway(recording, writes))
                .filter(new FirstOf<>(writes -> Objects.requireNonNull(writes.failedStep())))
                .map(writes -> stopped(recording, writes));
        Stream<Finding> lost = recording
                .all(NewWritesSeen.class)
                .filter(writes -> !WayWords.isRestore(recording, writes)) // gone, as declared
                .flatMap(writes -> writes.fates().stream()
                        .filter(fate -> !fate.edge() && fate.harmed() > 0)
                        .map(fate -> new Loss(writes, fate)))
                .filter(new FirstOf<>(Loss::what))
                .map(loss -> lost(recording, loss));
        return Stream.concat(stopped, lost);
    }

    /** A refusal that may be for an edge value was tried again without those. */
    private static boolean isStopped(NewWritesSeen writes) {
        boolean refused = writes.outcome() == RollbackOutcome.REFUSED && writes.written() == Written.SUITES;
        return refused || writes.outcome() == RollbackOutcome.FAILED;
    }

    /** Whether the same step stops without what only the newer version writes, too. */
    private static boolean isStoppedAnyway(Recording recording, NewWritesSeen writes) {
        return recording
                .all(RolledBack.class)
                .filter(rollback ->
                        rollback.outcome() == RollbackOutcome.REFUSED || rollback.outcome() == RollbackOutcome.FAILED)
                .filter(rollback -> !EdgeRule.mayBeForAnEdgeValue(rollback))
                .anyMatch(rollback -> RollbackRule.stepOf(rollback).equals(writes.failedStep()));
    }

    private static Finding stopped(Recording recording, NewWritesSeen writes) {
        String phase = Plans.after(recording, writes.to());
        Refusals refusals = Refusals.of(recording, writes);
        Failure error = Objects.requireNonNull(writes.error());
        boolean refused = writes.outcome() == RollbackOutcome.REFUSED;
        return Findings.of(
                refused ? FindingId.ROLLBACK_REFUSED : FindingId.ROLLBACK_FAILS,
                phase,
                writes.failedStep(),
                error.file() == null ? phase : error.file(),
                WayWords.going(recording, phase) + (refused ? " is refused by" : " fails, once there is")
                        + " what only the newer version writes: " + Findings.inWords(error) + "." + refusals.inWords(),
                refusals.evidence().toList(),
                "Make " + WayWords.means(recording, phase)
                        + " cope with what the newer version may have written, or declare the phase irreversible with a "
                        + "reason.");
    }

    private static Finding lost(Recording recording, Loss loss) {
        String phase = Plans.after(recording, loss.writes().to());
        FateSeen fate = loss.fate();
        String rebuilt = fate.rebuilt() == 0 ? "" : ", even once the plan is applied again";
        return Findings.of(
                FindingId.NEW_DATA_LOST,
                phase,
                null,
                fate.table(),
                WayWords.going(recording, phase) + " costs the new feature its data: of "
                        + Findings.count(fate.rows(), "row") + " that " + fate.operation() + " of " + fate.version()
                        + " wrote to "
                        + fate.table() + ", " + fate.lost() + " are lost and " + fate.degraded()
                        + " degraded"
                        + (fate.resurrected() == 0 ? "" : ", and " + fate.resurrected() + " that it deleted are back")
                        + rebuilt + ". The first version of the app does not write such.",
                loss.writes().tables().stream()
                        .filter(table -> table.table().equals(fate.table()))
                        .map(TableSeen::examples)
                        .flatMap(examples -> examples.stream().map(Findings::inWords))
                        .toList(),
                "Let " + WayWords.means(recording, phase)
                        + " keep the rows (rename the table or column instead of dropping it), or accept the loss with a "
                        + "reason.");
    }
}
