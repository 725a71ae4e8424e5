package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;
import org.migrationdrill.recording.PhaseEvent.Standing;
import org.migrationdrill.recording.PhaseEvent.SuiteRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.Written;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/**
 * Operations of versions that have to work: those that fail, and those that answer otherwise than the first version alone would.
 * One finding per phase, direction, version and operation, at the first moment.
 */
final class OperationRule implements FindingRule {
    private record Subject(String phase, boolean forward, String version, String operation) {}

    private record Sight(SuiteRan suite, OperationSeen operation) {}

    @Override
    public Stream<Finding> judge(Recording recording) {
        long allowed = recording.started().terms().differentAnswers();
        Stream<Finding> failing = grouped(recording, operation -> operation.failed() > 0).values().stream()
                .map(OperationRule::fails);
        Stream<Finding> differing = grouped(recording, operation -> operation.different() > allowed).values().stream()
                .map(OperationRule::differs);
        return Stream.concat(failing, differing);
    }

    private static Map<Subject, List<Sight>> grouped(Recording recording, Predicate<OperationSeen> bad) {
        Map<Subject, List<Sight>> sights = new LinkedHashMap<>();
        recording.all(SuiteRan.class).filter(OperationRule::hasToWork).forEach(suite -> suite.operations().stream()
                .filter(bad)
                .forEach(operation -> sights.computeIfAbsent(
                                new Subject(
                                        suite.phase(),
                                        suite.rollbackOf() == null,
                                        suite.version(),
                                        operation.operation()),
                                subject -> new ArrayList<>())
                        .add(new Sight(suite, operation))));
        return sights;
    }

    /** What goes wrong where built-in edge values are was tried again without them. */
    private static boolean hasToWork(SuiteRan suite) {
        return suite.required() && suite.written() != Written.EDGES;
    }

    private static Finding fails(List<Sight> sights) {
        Sight first = sights.get(0);
        Failure error = java.util.Objects.requireNonNull(first.operation().error());
        String message = name(first) + " fails " + WayWords.at(first.suite().moment()) + ": " + Findings.inWords(error)
                + ". " + why(first.suite());
        return finding(
                FindingId.OPERATION_FAILS,
                sights,
                message,
                sight -> sight.operation().failed() + " of "
                        + Findings.count(sight.operation().runs(), "run") + " failed "
                        + WayWords.at(sight.suite().moment()),
                failRemedy(first.suite(), error));
    }

    private static Finding differs(List<Sight> sights) {
        Sight first = sights.get(0);
        String example = first.operation().difference() == null
                ? ""
                : ": " + Findings.inWords(first.operation().difference());
        String message = name(first) + " answers differently "
                + WayWords.at(first.suite().moment()) + " than "
                + WayWords.other(first.suite().moment()) + example
                + ". "
                + why(first.suite());
        return finding(
                FindingId.ANSWER_DIFFERS,
                sights,
                message,
                sight -> sight.operation().different() + " of "
                        + Findings.count(sight.operation().compared(), "compared answer") + " differed "
                        + WayWords.at(sight.suite().moment()),
                differRemedy(first.suite()));
    }

    private static String differRemedy(SuiteRan suite) {
        String meant = "A difference that is meant is declared in the suite: ‘-- answer: differs (reason)’.";
        return WayWords.isAfterNewWrites(suite.moment())
                ? "Teach " + suite.version() + " the new values before a version that writes them is deployed. " + meant
                : "Deploy what reads the new data only after the data is complete, or make the step keep what "
                        + suite.version() + " reads. " + meant;
    }

    private static Finding finding(
            FindingId id,
            List<Sight> sights,
            String message,
            java.util.function.Function<Sight, String> evidence,
            String remedy) {
        Sight first = sights.get(0);
        return Findings.of(
                id,
                first.suite().phase(),
                Findings.step(first.suite().moment()),
                first.operation().operation() + " of " + first.suite().version(),
                message,
                sights.stream().map(evidence).distinct().toList(),
                remedy);
    }

    private static String name(Sight sight) {
        return "‘" + sight.operation().operation() + "’ of " + sight.suite().version();
    }

    private static String why(SuiteRan suite) {
        if (suite.moment().equals("schema kept") || suite.written() != Written.NOTHING) {
            return suite.version() + " has to work there, since it serves for as long as the schema is kept.";
        }
        if (suite.rollbackOf() != null && !suite.moment().equals("fixed forward")) {
            return suite.version() + " has to work there, since it serves once that step is rolled back.";
        }
        if (suite.consumer()) {
            return suite.version() + " has to work there, since it is a consumer and runs all the time.";
        }
        return suite.standing() == Standing.FALLBACK
                ? suite.version() + " has to work there, since an app rollback would bring it back."
                : suite.version() + " has to work there, since it serves.";
    }

    private static String failRemedy(SuiteRan suite, @Nullable Failure error) {
        String state = error == null || error.sqlState() == null ? "" : error.sqlState();
        if (suite.moment().equals("before")) {
            return "This happens before anything is migrated: mend the operation, its parameters or the shape.";
        }
        if (WayWords.isAfterNewWrites(suite.moment())) {
            return "Teach " + suite.version()
                    + " the new values before a version that writes them is deployed, or keep them "
                    + "out of what it reads.";
        }
        return switch (state) {
            case "23502" ->
                "Give the column a default, or require it only after " + suite.version()
                        + " can no longer be brought back.";
            case "42703", "42P01", "42883" ->
                "Add it before a version that needs it is deployed, and remove it only "
                        + "after no version that may serve uses it.";
            default ->
                "Keep what " + suite.version() + " uses until no version that may serve needs it: make this "
                        + "phase additive and move the breaking part behind the next deploy.";
        };
    }
}
