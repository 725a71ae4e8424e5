package org.migrationdrill.judge;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.LoadEvent.LoadStepRan;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.recording.PhaseEvent.InvalidIndexesSeen;
import org.migrationdrill.recording.PhaseEvent.StepRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** Forward steps that fail, steps that fail under load in either direction, and indexes that are invalid after a step. */
final class StepRule implements FindingRule {
    @Override
    public Stream<Finding> judge(Recording recording) {
        Stream<Finding> failed = recording
                .all(StepRan.class)
                .filter(step -> step.passage() == Passage.FORWARD && !step.succeeded())
                .map(StepRule::fails);
        return Stream.of(failed, underLoad(recording), invalidIndexes(recording))
                .flatMap(findings -> findings);
    }

    /** What works on an idle database and fails beside the running app. */
    private static Stream<Finding> underLoad(Recording recording) {
        List<List<Object>> failed = recording
                .all(StepRan.class)
                .filter(step -> !step.succeeded())
                .map(step -> List.<Object>of(step.phase(), step.step(), step.passage()))
                .toList();
        return recording
                .all(LoadStepRan.class)
                .filter(ran -> !ran.succeeded() && !failed.contains(List.of(ran.phase(), ran.step(), ran.passage())))
                .map(StepRule::failsUnderLoad);
    }

    private static Finding failsUnderLoad(LoadStepRan ran) {
        Failure error = Objects.requireNonNull(ran.error());
        boolean forward = ran.passage() == Passage.FORWARD;
        int attempts = ran.attempts().size();
        return Findings.of(
                forward ? FindingId.MIGRATION_FAILS : FindingId.ROLLBACK_FAILS,
                ran.phase(),
                ran.step(),
                ran.file() == null ? ran.step() : ran.file(),
                "Under load, the step " + ran.step() + (forward ? " fails" : " can't be taken back")
                        + (attempts > 1 ? " in " + attempts + " attempts" : "") + ": " + Findings.inWords(error)
                        + ". What would have come after it was not rehearsed under load.",
                error.statement() == null || error.statement().isBlank()
                        ? List.of()
                        : List.of("statement: " + error.statement()),
                remedy(error));
    }

    private static String remedy(Failure error) {
        return "55P03".equals(error.sqlState())
                ? "It could not get its lock in time: give the step more attempts (‘retry’), or find what holds it."
                : "Mend the step, and run the drill again.";
    }

    private static Finding fails(StepRan step) {
        Failure error = Objects.requireNonNull(step.error());
        return Findings.of(
                FindingId.MIGRATION_FAILS,
                step.phase(),
                step.step(),
                step.file() == null ? step.step() : step.file(),
                "The step " + step.step() + " fails"
                        + (step.attempts() > 1 ? " in " + step.attempts() + " attempts" : "") + ": "
                        + Findings.inWords(error) + ". The phases after it were not drilled.",
                error.statement() == null || error.statement().isBlank()
                        ? List.of()
                        : List.of("statement: " + error.statement()),
                remedy(error));
    }

    private static Stream<Finding> invalidIndexes(Recording recording) {
        List<InvalidIndexesSeen> sights =
                recording.all(InvalidIndexesSeen.class).toList();
        return sights.stream()
                .flatMap(sight -> sight.indexes().stream().map(index -> new Sight(index, sight)))
                .filter(new FirstOf<>(Sight::index))
                .map(StepRule::invalid);
    }

    private record Sight(String index, InvalidIndexesSeen seen) {}

    private static Finding invalid(Sight sight) {
        return Findings.of(
                FindingId.INVALID_INDEX,
                sight.seen().phase(),
                Findings.step(sight.seen().moment()),
                sight.index(),
                "After " + sight.seen().moment() + " the index " + sight.index()
                        + " is invalid: no query uses it, and every write still pays for it.",
                List.of(),
                "DROP INDEX CONCURRENTLY it and build it again; CREATE INDEX IF NOT EXISTS would pass it over.");
    }
}
