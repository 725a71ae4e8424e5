package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.migrationdrill.recording.Difference;
import org.migrationdrill.recording.PlanOutline.PhaseOutline;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent.NewValuesSeen;
import org.migrationdrill.recording.RollbackEvent.NewWritesSeen;
import org.migrationdrill.recording.RollbackEvent.Reapplied;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.recording.Written;
import org.migrationdrill.report.Example;
import org.migrationdrill.report.NewFeatureWrites;
import org.migrationdrill.report.Outcome;
import org.migrationdrill.report.RollbackMode;
import org.migrationdrill.report.RollbackReport;
import org.migrationdrill.report.SchemaDifference;
import org.migrationdrill.report.Writes;

/** A phase's rollbacks in the report. */
final class Rollbacks {
    private static final int MOST_EXAMPLES = 5;

    private Rollbacks() {}

    static List<RollbackReport> of(Recording recording, PhaseOutline phase) {
        return recording
                .all(RolledBack.class)
                .filter(rollback -> rollback.from().equals(phase.name()))
                .map(rollback -> report(recording, rollback))
                .toList();
    }

    private static RollbackReport report(Recording recording, RolledBack rollback) {
        List<Reapplied> reapplied = recording
                .all(Reapplied.class)
                .filter(again ->
                        again.from().equals(rollback.from()) && again.to().equals(rollback.to()))
                .toList();
        List<NewValuesSeen> values = rollback.written() != Written.NOTHING
                ? List.of()
                : reapplied.stream().flatMap(again -> again.values().stream()).toList();
        return new RollbackReport(
                rollback.to(),
                RollbackMode.ofWord(rollback.mode()),
                Plans.after(recording, rollback.to()),
                WriteFates.before(rollback.written()),
                outcome(rollback),
                rollback.error() == null ? null : Findings.inWords(rollback.error()),
                rollback.schema().stream().map(Rollbacks::difference).toList(),
                writes(recording, rollback, values),
                WriteFates.of(rollback.fates()),
                WriteFates.degraded(rollback),
                WriteFates.queries(rollback),
                examples(recording, rollback, values),
                rollback.written() == Written.NOTHING ? reapplied(reapplied).orElse(null) : null,
                rollback.durationMs());
    }

    private static org.migrationdrill.report.RollbackOutcome outcome(RolledBack rollback) {
        return switch (rollback.outcome()) {
            case FAILED -> org.migrationdrill.report.RollbackOutcome.FAILED;
            case REFUSED -> org.migrationdrill.report.RollbackOutcome.REFUSED;
            case DECLARED_IRREVERSIBLE, NOT_DRILLED -> org.migrationdrill.report.RollbackOutcome.NOT_TRIED;
            case RAN ->
                restored(rollback)
                        ? org.migrationdrill.report.RollbackOutcome.PASSED
                        : org.migrationdrill.report.RollbackOutcome.INCOMPLETE;
        };
    }

    private static boolean restored(RolledBack rollback) {
        boolean rows = rollback.afterWrites().isEmpty()
                && rollback.tables().stream().noneMatch(table -> Tables.lost(rollback, table));
        return rows
                && rollback.collisions().isEmpty()
                && rollback.schema().stream().allMatch(org.migrationdrill.observe.SchemaDifference::cosmetic);
    }

    private static SchemaDifference difference(org.migrationdrill.observe.SchemaDifference seen) {
        return new SchemaDifference(seen.kind(), seen.object(), seen.before(), seen.after(), seen.cosmetic());
    }

    private static Writes writes(Recording recording, RolledBack rollback, List<NewValuesSeen> values) {
        if (rollback.outcome() == RollbackOutcome.REFUSED) {
            Long refused = Refusals.of(recording, rollback).count().orElse(null);
            return new Writes(null, null, null, null, null, null, null, refused);
        }
        if (rollback.outcome() != RollbackOutcome.RAN) {
            return new Writes(null, null, null, null, null, null, null, null);
        }
        long rebuilt = values.stream().mapToLong(NewValuesSeen::rebuilt).sum();
        long newLost = values.stream().mapToLong(NewValuesSeen::lost).sum();
        return new Writes(
                rollback.writes().kept(),
                rollback.writes().transformed(),
                rebuilt,
                rollback.writes().changed(),
                null,
                rollback.writes().lost() + newLost,
                rollback.writes().resurrected(),
                0L,
                rollback.writes().added());
    }

    /** What became of what only the newer version can write, when phases were rolled back from the end of this one. */
    static List<NewFeatureWrites> newFeature(Recording recording, PhaseOutline phase) {
        return recording
                .all(NewWritesSeen.class)
                .filter(writes -> writes.from().equals(phase.name()))
                .map(writes -> new NewFeatureWrites(
                        writes.to(),
                        WriteFates.outcome(writes),
                        writes.error() == null ? null : Findings.inWords(writes.error()),
                        WriteFates.before(writes.written()),
                        WriteFates.of(writes.fates()),
                        writes.tables().stream()
                                .flatMap(table -> table.examples().stream().map(row -> example("new row", row)))
                                .limit(MOST_EXAMPLES)
                                .toList()))
                .toList();
    }

    private static List<Example> examples(Recording recording, RolledBack rollback, List<NewValuesSeen> values) {
        Stream<Example> rows = rollback.tables().stream()
                .flatMap(table -> table.examples().stream().map(example -> example("row of the old app", example)));
        Stream<Example> lost = values.stream()
                .flatMap(value -> value.examples().stream().map(example -> example("new value", example)));
        List<Example> examples = new ArrayList<>();
        rollback.collisions()
                .forEach(text -> examples.add(new Example("sequence", text, "a free value", "a taken one")));
        Stream<Example> refused = Refusals.of(recording, rollback).examples();
        Stream.concat(refused, Stream.concat(rows, lost)).limit(MOST_EXAMPLES).forEach(examples::add);
        return examples;
    }

    private static Example example(String what, Difference difference) {
        return new Example(what, difference.what(), difference.expected(), difference.found());
    }

    /** Both re-applications as one: on the untouched fork, and after the old app had written on. */
    private static Optional<org.migrationdrill.report.Reapplied> reapplied(List<Reapplied> reapplied) {
        if (reapplied.isEmpty()) {
            return Optional.empty();
        }
        Optional<Reapplied> failed =
                reapplied.stream().filter(again -> !again.succeeded()).findFirst();
        List<SchemaDifference> differences = reapplied.stream()
                .flatMap(again -> again.schema().stream())
                .map(Rollbacks::difference)
                .toList();
        return Optional.of(new org.migrationdrill.report.Reapplied(
                failed.isPresent() ? Outcome.FAILED : Outcome.PASSED,
                failed.map(again -> again.failedStep()
                                + (again.afterWrites() ? ", after the old app had written on" : "") + ": "
                                + Findings.inWords(Objects.requireNonNull(again.error())))
                        .orElse(null),
                differences));
    }
}
