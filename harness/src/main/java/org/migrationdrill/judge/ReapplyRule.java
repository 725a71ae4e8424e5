package org.migrationdrill.judge;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent.NewValuesSeen;
import org.migrationdrill.recording.RollbackEvent.Reapplied;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/**
 * Plans that can't be applied again after a rollback, end in another schema, or do not rebuild the new data. What the rollback left
 * behind, and is only still there, is a finding of the rollback.
 */
final class ReapplyRule implements FindingRule {
    @Override
    public Stream<Finding> judge(Recording recording) {
        List<Reapplied> all = recording.all(Reapplied.class).toList();
        Stream<Finding> failed = all.stream()
                .filter(reapplied -> !reapplied.succeeded())
                .filter(new FirstOf<>(reapplied -> Objects.requireNonNull(reapplied.failedStep())))
                .map(ReapplyRule::fails);
        Set<SchemaDifference> residue = recording
                .all(RolledBack.class)
                .flatMap(rollback -> rollback.schema().stream())
                .collect(Collectors.toSet());
        Stream<Finding> different = all.stream()
                .flatMap(reapplied -> reapplied.schema().stream()
                        .filter(difference -> !difference.cosmetic() && !residue.contains(difference))
                        .map(difference -> new Residue(reapplied, difference)))
                .filter(new FirstOf<>(Residue::key))
                .map(ReapplyRule::differs);
        Stream<Finding> changed = all.stream()
                .flatMap(reapplied -> reapplied.tables().stream()
                        .filter(table -> !wasSoWhenRolledBack(recording, reapplied, table))
                        .map(table -> changes(reapplied, table)))
                .filter(new FirstOf<>(Finding::where));
        Stream<Finding> lost = all.stream()
                .flatMap(reapplied -> reapplied.values().stream()
                        .filter(values -> values.lost() > 0)
                        .map(values -> new Lost(reapplied, values)))
                .filter(new FirstOf<>(Lost::where))
                .map(ReapplyRule::lost);
        return Stream.of(failed, different, changed, lost).flatMap(findings -> findings);
    }

    private static Finding fails(Reapplied reapplied) {
        Failure error = Objects.requireNonNull(reapplied.error());
        return Findings.of(
                FindingId.REAPPLY_FAILS,
                reapplied.from(),
                reapplied.failedStep(),
                error.file() == null ? Objects.requireNonNull(reapplied.failedStep()) : error.file(),
                "Phase " + reapplied.from() + " was rolled back to " + reapplied.to()
                        + (reapplied.afterWrites() ? ", the old app went on writing," : "")
                        + " and then can't be applied again: " + reapplied.failedStep() + " fails: "
                        + Findings.inWords(error) + ".",
                List.of(),
                "Make the reverse take away all that the forward step creates or inserts, or make the forward step cope "
                        + "with what is there.");
    }

    private record Residue(Reapplied reapplied, SchemaDifference difference) {
        Object key() {
            return List.of(difference.kind(), difference.object());
        }
    }

    private static Finding differs(Residue residue) {
        SchemaDifference difference = residue.difference();
        return Findings.of(
                FindingId.REAPPLY_DIFFERS,
                residue.reapplied().from(),
                null,
                difference.object(),
                "Rolled back to " + residue.reapplied().to() + " and applied again, phase "
                        + residue.reapplied().from() + " ends in another schema: " + SchemaWords.of(difference) + ".",
                SchemaWords.evidence(difference),
                "Mend the reverse so that the forward steps find what they found the first time.");
    }

    /** What the way back itself left is judged there. */
    private static boolean wasSoWhenRolledBack(Recording recording, Reapplied reapplied, TableSeen table) {
        return recording
                .all(RolledBack.class)
                .filter(rollback -> rollback.from().equals(reapplied.from())
                        && rollback.to().equals(reapplied.to()))
                .flatMap(rollback -> rollback.tables().stream())
                .filter(known -> known.table().equals(table.table()))
                .anyMatch(table::isOfTheKind);
    }

    private static Finding changes(Reapplied reapplied, TableSeen table) {
        return Findings.of(
                FindingId.REAPPLY_DIFFERS,
                reapplied.from(),
                null,
                table.table(),
                "Rolled back to " + reapplied.to() + " and applied again, phase " + reapplied.from() + " leaves "
                        + table.table() + " other than the first time: " + Tables.counts(table) + ".",
                Tables.examples(table),
                "Mend the reverse so that the forward steps find what they found the first time.");
    }

    private record Lost(Reapplied reapplied, NewValuesSeen values) {
        String where() {
            return values.column() == null ? values.table() : values.table() + "." + values.column();
        }
    }

    private static Finding lost(Lost lost) {
        NewValuesSeen values = lost.values();
        String noun = values.column() == null ? "row" : "value";
        return Findings.of(
                FindingId.NEW_DATA_LOST,
                lost.reapplied().from(),
                null,
                lost.where(),
                "Rolling back phase " + lost.reapplied().from() + " to "
                        + lost.reapplied().to() + " loses "
                        + Findings.count(values.lost(), noun) + " of " + lost.where()
                        + " for good: applying the plan again does not rebuild them (" + values.rebuilt() + " of "
                        + values.values() + " rebuilt, " + values.kept() + " kept).",
                values.examples().stream().map(Findings::inWords).toList(),
                "Let the reverse keep the values (rename or copy the column instead of dropping it), or let a backfill "
                        + "rebuild them from data that stays; or accept the loss with a reason.");
    }
}
