package org.migrationdrill.judge;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.LockTaken;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.LoadEvent.AdversaryRan;
import org.migrationdrill.recording.LoadEvent.GeneratorLate;
import org.migrationdrill.recording.LoadEvent.LoadEnded;
import org.migrationdrill.recording.LoadEvent.LoadMoment;
import org.migrationdrill.recording.LoadEvent.LoadRun;
import org.migrationdrill.recording.LoadEvent.LoadStarted;
import org.migrationdrill.recording.LoadEvent.LoadStepRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** What the load rehearsal did not see, so that nobody takes it for something that is not there. */
final class LoadNoteRule implements FindingRule {
    private static final double MUCH = 0.1;
    private static final double MUCH_OF_A_MOMENT = 1 / 3.0;

    @Override
    public Stream<Finding> judge(Recording recording) {
        List<AdversaryRan> adversaries = recording
                .all(AdversaryRan.class)
                .filter(adversary -> adversary.run() == LoadRun.SUBJECT)
                .toList();
        Stream<Finding> steps = LoadEvidence.of(recording).steps().flatMap(ran -> Stream.of(
                        unseenStatements(ran), unseenLocks(ran), alone(ran, adversaries))
                .flatMap(Optional::stream));
        return Stream.of(limits(recording), late(recording), steps).flatMap(findings -> findings);
    }

    private static Stream<Finding> limits(Recording recording) {
        return recording
                .all(LoadStarted.class)
                .filter(started -> started.run() == LoadRun.SUBJECT)
                .flatMap(started -> started.limits().stream())
                .map(limit -> note(null, null, "load", limit));
    }

    private static Optional<Finding> unseenStatements(LoadStepRan ran) {
        return ran.kind().equals("run") && ran.statements().isEmpty()
                ? Optional.of(note(
                        ran.phase(),
                        ran.step(),
                        LoadEvidence.moment(ran),
                        "What the statements of " + LoadEvidence.moment(ran)
                                + " lock, read and write was not looked at, since a command's sessions are its own. Who waited"
                                + " for them was seen, beside the adversaries as long as those were there."))
                : Optional.empty();
    }

    /** Outside of a transaction a short lock is gone before anybody can look. */
    private static Optional<Finding> unseenLocks(LoadStepRan ran) {
        return LoadEvidence.statements(ran).stream()
                .filter(statement -> statement.locks() == null
                        && statement.sqlState() == null
                        && Long.valueOf(0).equals(statement.lockTimeoutMs()))
                .findFirst()
                .map(
                        statement -> note(
                                ran.phase(),
                                ran.step(),
                                LoadEvidence.place(ran, statement),
                                LoadEvidence.place(ran, statement)
                                        + " runs outside of a transaction without a lock_timeout, and was over"
                                        + " before its locks could be seen: whether it takes one that others wait behind is not known."));
    }

    /** A strong lock that was asked for when nobody was in its way any more. */
    private static Optional<Finding> alone(LoadStepRan ran, List<AdversaryRan> adversaries) {
        OptionalDouble left = adversaries.stream()
                .filter(adversary -> adversary.phase().equals(ran.phase())
                        && adversary.moment().equals(LoadEvidence.moment(ran)))
                .mapToDouble(AdversaryRan::endMs)
                .max();
        return left.isEmpty()
                ? Optional.empty()
                : LoadEvidence.statements(ran).stream()
                        .filter(statement -> isFirstTriedAfter(left.getAsDouble(), statement, ran))
                        .flatMap(statement ->
                                LoadEvidence.strongLocks(statement).limit(1).map(lock -> alone(ran, statement, lock)))
                        .findFirst();
    }

    private static boolean isFirstTriedAfter(double ms, StatementTrace statement, LoadStepRan ran) {
        return ran.statements().stream()
                        .filter(other -> Objects.equals(other.line(), statement.line())
                                && Objects.equals(other.file(), statement.file()))
                        .min(Comparator.comparingDouble(StatementTrace::startMs))
                        .orElse(statement)
                        .startMs()
                > ms;
    }

    private static Finding alone(LoadStepRan ran, StatementTrace statement, LockTaken lock) {
        return note(
                ran.phase(),
                ran.step(),
                LoadEvidence.place(ran, statement),
                LoadEvidence.place(ran, statement) + " asked for " + lock.mode() + " on "
                        + LoadEvidence.unqualified(lock.relation())
                        + " when the adversaries had left: how long the app waits when a long transaction is in its way was"
                        + " not seen. Longer ones (‘load: {adversaries: …}’) or a step of its own would show it.");
    }

    /** When so much was late by the generator's own fault that figures don't mean much: in all, or while a step ran. */
    private static Stream<Finding> late(Recording recording) {
        List<GeneratorLate> late = recording
                .all(GeneratorLate.class)
                .filter(event -> event.run() == LoadRun.SUBJECT)
                .toList();
        Stream<Finding> all = recording
                .all(LoadEnded.class)
                .filter(ended ->
                        ended.run() == LoadRun.SUBJECT && within(late, 0, ended.endMs()) > MUCH * ended.endMs())
                .map(ended -> late(null, "load", within(late, 0, ended.endMs()), ended.endMs()));
        Stream<Finding> moments = recording
                .all(LoadMoment.class)
                .filter(moment -> moment.run() == LoadRun.SUBJECT)
                .filter(moment -> within(late, moment.startMs(), moment.endMs())
                        > MUCH_OF_A_MOMENT * (moment.endMs() - moment.startMs()))
                .map(moment -> late(
                        moment.phase(),
                        moment.moment(),
                        within(late, moment.startMs(), moment.endMs()),
                        moment.endMs() - moment.startMs()));
        return Stream.concat(all, moments);
    }

    private static double within(List<GeneratorLate> late, double fromMs, double toMs) {
        return late.stream()
                .mapToDouble(each -> Math.min(toMs, each.endMs()) - Math.max(fromMs, each.startMs()))
                .filter(ms -> ms > 0)
                .sum();
    }

    private static Finding late(@Nullable String phase, String where, double lateMs, double ofMs) {
        return note(
                phase,
                null,
                where,
                "For " + Milliseconds.inWords(lateMs) + " of " + Milliseconds.inWords(ofMs)
                        + (phase == null ? "" : " of " + where)
                        + " this machine could not send operations when they were due. What was due then has no figures; run the"
                        + " drill on a machine with less to do.");
    }

    private static Finding note(@Nullable String phase, @Nullable String step, String where, String message) {
        return Findings.of(FindingId.EVIDENCE_LIMITED, phase, step, where, message, List.of(), null);
    }
}
