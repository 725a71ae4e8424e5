package org.migrationdrill.judge;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.DrillEvent.NotDrilled;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;
import org.migrationdrill.recording.PhaseEvent.Standing;
import org.migrationdrill.recording.PhaseEvent.SuiteRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** What a reader should know and nobody has to mend. */
final class NoteRule implements FindingRule {
    @Override
    public Stream<Finding> judge(Recording recording) {
        return Stream.of(
                        notDrilled(recording),
                        noise(recording),
                        neverRan(recording),
                        outOfTime(recording, Standing.EARLY, FindingId.WORKS_EARLY),
                        outOfTime(recording, Standing.LATE, FindingId.WORKS_LATE))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> notDrilled(Recording recording) {
        Stream<Finding> named = recording
                .all(NotDrilled.class)
                .map(event -> note(
                        FindingId.NOT_DRILLED,
                        event.phase(),
                        event.what(),
                        "Not drilled: " + event.what() + ", since " + event.reason() + "."));
        boolean noApps = recording.started().plan().apps().isEmpty();
        return noApps
                ? Stream.concat(
                        named,
                        Stream.of(note(
                                FindingId.NOT_DRILLED,
                                null,
                                "compatibility",
                                "Not drilled: whether the app versions work, since the scenario names no ‘apps’.")))
                : named;
    }

    private record Sight(SuiteRan suite, OperationSeen operation) {
        Object key() {
            return List.of(suite.version(), operation.operation());
        }

        String where() {
            return operation.operation() + " of " + suite.version();
        }
    }

    private static Stream<Sight> sights(Recording recording) {
        return recording.all(SuiteRan.class).flatMap(suite -> suite.operations().stream()
                .map(operation -> new Sight(suite, operation)));
    }

    private static Stream<Finding> noise(Recording recording) {
        return sights(recording)
                .filter(sight -> sight.operation().maskedCells() > 0)
                .filter(new FirstOf<>(Sight::key))
                .map(sight -> note(
                        FindingId.NOISE,
                        sight.suite().phase(),
                        sight.where(),
                        "Some values that ‘" + sight.operation().operation() + "’ of "
                                + sight.suite().version()
                                + " answers differ between two unmigrated databases too (clocks, random values, an order"
                                + " that nothing fixes). Of those only type and NULL were compared."));
    }

    /** Operations whose parameters could never be given. */
    private static Stream<Finding> neverRan(Recording recording) {
        List<Object> ran = sights(recording)
                .filter(sight -> sight.operation().runs() > 0)
                .map(Sight::key)
                .toList();
        return sights(recording)
                .filter(sight -> !ran.contains(sight.key()))
                .filter(new FirstOf<>(Sight::key))
                .map(sight -> note(
                        FindingId.EVIDENCE_LIMITED,
                        null,
                        sight.where(),
                        "‘" + sight.operation().operation() + "’ of "
                                + sight.suite().version()
                                + " never ran: it wants the key of a row that the stream inserted, and nothing inserted"
                                + " one with a key from a sequence."));
    }

    private static Stream<Finding> outOfTime(Recording recording, Standing standing, FindingId id) {
        return recording
                .all(SuiteRan.class)
                .filter(suite -> suite.rollbackOf() == null && suite.standing() == standing && works(suite))
                .filter(new FirstOf<>(SuiteRan::version))
                .map(suite -> note(
                        id,
                        suite.phase(),
                        suite.version(),
                        suite.version()
                                + (standing == Standing.EARLY
                                        ? " works before its time: from " + suite.moment()
                                                + " on, before it is deployed."
                                        : " works after its time: still at " + suite.moment()
                                                + ", when an app rollback would no longer bring it back.")));
    }

    private static boolean works(SuiteRan suite) {
        return suite.operations().stream().anyMatch(operation -> operation.runs() > 0)
                && suite.operations().stream()
                        .allMatch(operation -> operation.failed() == 0 && operation.different() == 0);
    }

    private static Finding note(FindingId id, @Nullable String phase, String where, String message) {
        return Findings.of(id, phase, null, where, message, List.of(), null);
    }
}
