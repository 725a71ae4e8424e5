package org.migrationdrill.judge;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.Event.GeneratorLate;
import org.migrationdrill.recording.Event.LoadEnded;
import org.migrationdrill.recording.Event.LoadRun;
import org.migrationdrill.recording.Event.LoadStarted;
import org.migrationdrill.recording.Event.NotDrilled;
import org.migrationdrill.recording.Event.OperationSeen;
import org.migrationdrill.recording.Event.Standing;
import org.migrationdrill.recording.Event.SuiteRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** What a reader should know and nobody has to mend. */
final class NoteRule implements FindingRule {
    private static final double MUCH = 0.1;

    @Override
    public Stream<Finding> judge(Recording recording) {
        return Stream.of(
                        notDrilled(recording),
                        noise(recording),
                        neverRan(recording),
                        limits(recording),
                        late(recording),
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

    /** What the load rehearsal could not see on this server. */
    private static Stream<Finding> limits(Recording recording) {
        return recording
                .all(LoadStarted.class)
                .filter(started -> started.run() == LoadRun.SUBJECT)
                .flatMap(started -> started.limits().stream())
                .map(limit -> note(FindingId.EVIDENCE_LIMITED, null, "load", limit));
    }

    /** When too much of the load was late by the generator's own fault for its figures to mean much. */
    private static Stream<Finding> late(Recording recording) {
        double late = recording
                .all(GeneratorLate.class)
                .filter(event -> event.run() == LoadRun.SUBJECT)
                .mapToDouble(event -> event.endMs() - event.startMs())
                .sum();
        return recording
                .all(LoadEnded.class)
                .filter(ended -> ended.run() == LoadRun.SUBJECT && late > MUCH * ended.endMs())
                .map(ended -> note(
                        FindingId.EVIDENCE_LIMITED,
                        null,
                        "load",
                        "For " + Milliseconds.inWords(late) + " of " + Milliseconds.inWords(ended.endMs())
                                + " this machine could not send operations when they were due. What was due then has no"
                                + " figures; run the drill on a machine with less to do."));
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
