package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.recording.PhaseEvent.CheckRan;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;
import org.migrationdrill.recording.PhaseEvent.PhaseEnded;
import org.migrationdrill.recording.PhaseEvent.StatementSeen;
import org.migrationdrill.recording.PhaseEvent.StepRan;
import org.migrationdrill.recording.PhaseEvent.SuiteRan;
import org.migrationdrill.recording.PlanOutline.PhaseOutline;
import org.migrationdrill.recording.PlanOutline.StepOutline;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Compatibility;
import org.migrationdrill.report.Direction;
import org.migrationdrill.report.ErrorReport;
import org.migrationdrill.report.Example;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.Outcome;
import org.migrationdrill.report.PhaseReport;
import org.migrationdrill.report.Severity;
import org.migrationdrill.report.StatementReport;
import org.migrationdrill.report.StepReport;
import org.migrationdrill.report.Verification;

/** The report's phases: every one of the plan, also those that were not reached. */
final class Phases {
    /** What had to work and did not is worse than any number of failures where nothing had to. */
    private static final Comparator<Compatibility> BADNESS = Comparator.comparing(
                    (Compatibility seen) -> seen.required() && bad(seen) > 0)
            .thenComparing(Phases::bad)
            .thenComparing(Compatibility::required);

    private final Recording recording;
    private final List<Finding> findings;
    private final LoadPhases load;

    private Phases(Recording recording, List<Finding> findings) {
        this.recording = recording;
        this.findings = findings;
        this.load = new LoadPhases(LoadEvidence.of(recording));
    }

    static List<PhaseReport> of(Recording recording, List<Finding> findings) {
        Phases phases = new Phases(recording, findings);
        return recording.started().plan().phases().stream().map(phases::phase).toList();
    }

    private PhaseReport phase(PhaseOutline phase) {
        return new PhaseReport(
                phase.name(),
                outcome(phase),
                steps(phase),
                compatibility(phase),
                verifications(phase),
                Rollbacks.of(recording, phase),
                Rollbacks.newFeature(recording, phase),
                load.lockWaits(phase.name()),
                load.traffic(phase.name()),
                load.outages(phase.name()),
                load.operationErrors(phase.name()));
    }

    private Outcome outcome(PhaseOutline phase) {
        Optional<Boolean> applied = applied(phase);
        if (applied.isEmpty()) {
            return Outcome.NOT_REACHED;
        }
        boolean blocked = findings.stream()
                .anyMatch(finding -> phase.name().equals(finding.phase())
                        && finding.severity() == Severity.ERROR
                        && finding.accepted() == null);
        return applied.get() && !blocked ? Outcome.PASSED : Outcome.FAILED;
    }

    /** As the twin rehearsal saw it; where there was none, as the load rehearsal did. Empty: it was not reached. */
    private Optional<Boolean> applied(PhaseOutline phase) {
        Optional<Boolean> ended = recording
                .all(PhaseEnded.class)
                .filter(event -> event.phase().equals(phase.name()))
                .map(PhaseEnded::applied)
                .findFirst();
        return ended.isPresent() ? ended : load.applied(phase);
    }

    private List<StepReport> steps(PhaseOutline phase) {
        List<StepReport> reports = new ArrayList<>();
        for (StepOutline step : phase.steps()) {
            reports.add(step(phase, step, Passage.FORWARD)
                    .orElse(new StepReport(
                            step.id(),
                            step.kind(),
                            Direction.FORWARD,
                            Outcome.NOT_REACHED,
                            0,
                            0,
                            step.file(),
                            List.of(),
                            null,
                            null)));
        }
        for (int i = phase.steps().size() - 1; i >= 0; i--) {
            step(phase, phase.steps().get(i), Passage.REVERSE).ifPresent(reports::add);
        }
        return reports;
    }

    /** As it went under load, where it did; else as it went on the idle database. */
    private Optional<StepReport> step(PhaseOutline phase, StepOutline step, Passage passage) {
        return load.step(phase.name(), step, passage).or(() -> idle(phase, step, passage));
    }

    private Optional<StepReport> idle(PhaseOutline phase, StepOutline step, Passage passage) {
        return recording
                .all(StepRan.class)
                .filter(ran ->
                        ran.phase().equals(phase.name()) && ran.step().equals(step.id()) && ran.passage() == passage)
                .findFirst()
                .map(ran -> new StepReport(
                        ran.step(),
                        ran.kind(),
                        passage == Passage.FORWARD ? Direction.FORWARD : Direction.REVERSE,
                        ran.succeeded() ? Outcome.PASSED : Outcome.FAILED,
                        ran.attempts(),
                        ran.durationMs(),
                        ran.file(),
                        ran.statements().stream().map(Phases::statement).toList(),
                        error(ran.error()),
                        null));
    }

    private static StatementReport statement(StatementSeen seen) {
        return new StatementReport(
                seen.sql(),
                seen.line(),
                seen.error() == null ? Outcome.PASSED : Outcome.FAILED,
                error(seen.error()),
                seen.durationMs(),
                null,
                null,
                null,
                seen.rows(),
                null,
                null);
    }

    static @Nullable ErrorReport error(@Nullable Failure failure) {
        return failure == null
                ? null
                : new ErrorReport(
                        failure.sqlState(), failure.message(), failure.statement(), failure.file(), failure.line());
    }

    /** Each moment of the phase and version once: the worst of what was seen there, since a moment may be passed several times. */
    private List<Compatibility> compatibility(PhaseOutline phase) {
        Map<List<String>, Compatibility> worst = new LinkedHashMap<>();
        recording
                .all(SuiteRan.class)
                .filter(suite -> suite.phase().equals(phase.name()))
                .map(Phases::compatibility)
                .forEach(seen -> worst.merge(List.of(seen.moment(), seen.version()), seen, Phases::worse));
        return List.copyOf(worst.values());
    }

    private static Compatibility worse(Compatibility one, Compatibility other) {
        return BADNESS.compare(other, one) > 0 ? other : one;
    }

    private static int bad(Compatibility seen) {
        return seen.failed() + seen.different();
    }

    private static Compatibility compatibility(SuiteRan suite) {
        List<OperationSeen> ran = suite.operations().stream()
                .filter(operation -> operation.runs() > 0)
                .toList();
        return new Compatibility(
                suite.moment(),
                suite.version(),
                suite.required(),
                ran.size(),
                (int) ran.stream().filter(operation -> operation.failed() > 0).count(),
                (int) ran.stream()
                        .filter(operation -> operation.different() > 0)
                        .count(),
                (int) ran.stream()
                        .filter(operation -> operation.exempt() != null)
                        .count(),
                ran.stream().flatMap(operation -> examples(operation).stream()).toList());
    }

    private static List<Example> examples(OperationSeen operation) {
        List<Example> examples = new ArrayList<>();
        if (operation.error() != null) {
            examples.add(new Example(
                    "operation fails", operation.operation(), "an answer", Findings.inWords(operation.error())));
        }
        if (operation.difference() != null) {
            examples.add(new Example(
                    operation.difference().what(),
                    operation.operation(),
                    operation.difference().expected(),
                    operation.difference().found()));
        }
        return examples;
    }

    private List<Verification> verifications(PhaseOutline phase) {
        return recording
                .all(CheckRan.class)
                .filter(check -> check.phase().equals(phase.name()) && !check.invariant() && check.rollbackOf() == null)
                .map(check -> new Verification(
                        check.name(),
                        check.expected(),
                        check.found(),
                        check.passed() ? Outcome.PASSED : Outcome.FAILED))
                .toList();
    }
}
