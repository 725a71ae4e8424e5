package org.migrationdrill.judge;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.PlanOutline.PhaseOutline;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.recording.Written;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/**
 * Ways back that fail, are refused by the data, leave residue, or are missing. What one phase's reverse leaves behind is seen again
 * further back; it is a finding where it is seen first.
 */
final class RollbackRule implements FindingRule {
    @Override
    public Stream<Finding> judge(Recording recording) {
        List<RolledBack> rollbacks = recording.all(RolledBack.class).toList();
        return Stream.of(
                        rollbacks.stream()
                                .filter(rollback -> rollback.outcome() == RollbackOutcome.FAILED
                                        || rollback.outcome() == RollbackOutcome.REFUSED)
                                .filter(rollback -> !EdgeRule.mayBeForAnEdgeValue(rollback))
                                .filter(new FirstOf<>(
                                        rollback -> List.of(phase(recording, rollback), stepOf(rollback))))
                                .map(rollback -> failed(recording, rollback)),
                        schema(recording, rollbacks, false),
                        schema(recording, rollbacks, true),
                        rollbacks.stream()
                                .flatMap(rollback -> rollback.collisions().stream()
                                        .map(collision -> new Collision(rollback, collision)))
                                .filter(new FirstOf<>(Collision::sequence))
                                .map(collision -> collides(recording, collision)),
                        missing(recording))
                .flatMap(findings -> findings);
    }

    /** The phase that was rolled back last on the way to {@code to}. */
    private static String phase(Recording recording, RolledBack rollback) {
        return Plans.after(recording, rollback.to());
    }

    private static String reverseFiles(Recording recording, String phase) {
        PhaseOutline outline = Plans.phase(recording, phase);
        String files = outline.steps().stream()
                .map(step -> step.reverse())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return files.isEmpty() ? "its reverse" : files;
    }

    private static Finding failed(Recording recording, RolledBack rollback) {
        boolean refused = rollback.outcome() == RollbackOutcome.REFUSED;
        Failure error = Objects.requireNonNull(rollback.error());
        Refusals refusals = Refusals.of(recording, rollback);
        String phase = phase(recording, rollback);
        return Findings.of(
                refused ? FindingId.ROLLBACK_REFUSED : FindingId.ROLLBACK_FAILS,
                phase,
                stepOf(rollback),
                error.file() == null ? phase : error.file(),
                WayWords.going(rollback, phase)
                        + (rollback.written() == Written.NOTHING ? "" : WayWords.once(rollback.written()) + ",")
                        + (refused ? " is refused by the data" : " fails") + " at "
                        + rollback.failedStep() + ": " + Findings.inWords(error) + "."
                        + refusals.inWords(),
                Stream.concat(
                                Stream.ofNullable(error.statement())
                                        .filter(statement -> !statement.isBlank())
                                        .map(statement -> "statement: " + statement),
                                refusals.evidence())
                        .toList(),
                refused
                        ? "Make " + WayWords.means(rollback)
                                + " cope with what may have been written since the phase, or declare the phase "
                                + "irreversible with a reason."
                        : "Mend " + WayWords.means(rollback) + ", or declare the phase irreversible with a reason.");
    }

    /** The step that failed, wherever it did. */
    static String stepOf(RolledBack rollback) {
        return Objects.requireNonNull(rollback.failedStep()).replaceFirst(", after the app .*", "");
    }

    private record Residue(RolledBack rollback, SchemaDifference difference) {
        Object key() {
            return List.of(difference.kind(), difference.object(), String.valueOf(difference.after()));
        }
    }

    private static Stream<Finding> schema(Recording recording, List<RolledBack> rollbacks, boolean cosmetic) {
        return rollbacks.stream()
                .flatMap(rollback -> rollback.schema().stream()
                        .filter(difference -> difference.cosmetic() == cosmetic)
                        .map(difference -> new Residue(rollback, difference)))
                .filter(new FirstOf<>(Residue::key))
                .map(residue -> residue(recording, residue));
    }

    private static Finding residue(Recording recording, Residue residue) {
        SchemaDifference difference = residue.difference();
        String phase = phase(recording, residue.rollback());
        String files = WayWords.isRestore(residue.rollback()) ? "its script" : reverseFiles(recording, phase);
        boolean cosmetic = difference.cosmetic();
        return Findings.of(
                cosmetic ? FindingId.ROLLBACK_COSMETIC : FindingId.ROLLBACK_RESIDUE,
                phase,
                null,
                difference.object(),
                WayWords.going(residue.rollback(), phase) + " left " + (cosmetic ? "a cosmetic difference" : "residue")
                        + ": " + SchemaWords.of(difference) + " after " + files + ".",
                SchemaWords.evidence(difference),
                cosmetic ? SchemaWords.cosmeticRemedy(difference, files) : SchemaWords.remedy(difference, files));
    }

    private record Collision(RolledBack rollback, String text) {
        Object sequence() {
            return text.replaceFirst(" gives .*", "");
        }
    }

    private static Finding collides(Recording recording, Collision collision) {
        String phase = phase(recording, collision.rollback());
        return Findings.of(
                FindingId.ROLLBACK_RESIDUE,
                phase,
                null,
                String.valueOf(collision.sequence()),
                WayWords.after(collision.rollback(), phase) + " the next insert collides: " + collision.text() + ".",
                List.of(),
                "End " + reverseFiles(recording, phase) + " with a setval to the column's maximum.");
    }

    private static Stream<Finding> missing(Recording recording) {
        return recording.started().plan().phases().stream()
                .filter(phase -> phase.rollback().equals("keep") && !phase.declared())
                .flatMap(phase -> phase.steps().stream()
                        .filter(step -> step.kind().equals("migrate") && step.reverse() == null)
                        .map(step -> Findings.of(
                                FindingId.REVERSE_MISSING,
                                phase.name(),
                                step.id(),
                                Objects.requireNonNullElse(step.file(), step.id()),
                                Objects.requireNonNullElse(step.file(), step.id())
                                        + " has no reverse, so phase " + phase.name()
                                        + " was drilled as one whose schema stays when the app goes back.",
                                List.of(),
                                "Write U" + step.subject() + "__….sql, or declare ‘rollback: keep’ or another way back "
                                        + "for the phase.")));
    }
}
