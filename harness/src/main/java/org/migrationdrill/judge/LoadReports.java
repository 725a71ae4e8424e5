package org.migrationdrill.judge;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.LoadEvent;
import org.migrationdrill.recording.LoadEvent.AttemptSeen;
import org.migrationdrill.recording.LoadEvent.LoadRun;
import org.migrationdrill.recording.LoadEvent.LoadStepRan;
import org.migrationdrill.recording.LoadEvent.LockWaited;
import org.migrationdrill.recording.LoadEvent.PartyKind;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.LoadReport;
import org.migrationdrill.report.LoadReport.BandReport;
import org.migrationdrill.report.LoadReport.ClientReport;
import org.migrationdrill.report.LoadReport.LateReport;
import org.migrationdrill.report.LoadReport.SeriesReport;

/** The load rehearsal on one axis. */
final class LoadReports {
    /** A picture with more is none. */
    private static final int MOST_WAITS = 200;

    private final LoadEvidence evidence;
    private final Recording recording;

    private LoadReports(LoadEvidence evidence) {
        this.evidence = evidence;
        this.recording = evidence.recording();
    }

    /** Empty where the plan was not rehearsed under load. */
    static Optional<LoadReport> of(Recording recording) {
        LoadEvidence evidence = LoadEvidence.of(recording);
        return evidence.ran() ? Optional.of(new LoadReports(evidence).report()) : Optional.empty();
    }

    private LoadReport report() {
        return new LoadReport(
                recording
                        .all(LoadEvent.LoadEnded.class)
                        .filter(ended -> ended.run() == LoadRun.SUBJECT)
                        .mapToDouble(LoadEvent.LoadEnded::endMs)
                        .max()
                        .orElse(0),
                clients(),
                bands(),
                series(),
                LoadPhases.traffic(evidence, LoadRun.CONTROL, null),
                recording
                        .all(LoadEvent.GeneratorLate.class)
                        .filter(late -> late.run() == LoadRun.SUBJECT)
                        .map(late -> new LateReport(late.startMs(), late.endMs(), late.longestMs()))
                        .toList(),
                evidence.waits().size());
    }

    private List<ClientReport> clients() {
        return recording
                .all(LoadEvent.LoadStarted.class)
                .filter(started -> started.run() == LoadRun.SUBJECT)
                .flatMap(started -> started.clients().stream())
                .map(client -> new ClientReport(
                        client.version(),
                        client.consumer(),
                        client.role(),
                        client.pool(),
                        client.ratePerSecond(),
                        client.isolation(),
                        client.statementTimeoutMs(),
                        client.preparedStatements(),
                        client.attempts(),
                        client.retriedStates()))
                .toList();
    }

    private List<SeriesReport> series() {
        return recording
                .all(LoadEvent.TrafficTimeline.class)
                .filter(timeline -> timeline.run() == LoadRun.SUBJECT)
                .map(timeline -> new SeriesReport(
                        timeline.version(),
                        timeline.consumer(),
                        timeline.startMs(),
                        timeline.sliceMs(),
                        timeline.done(),
                        timeline.failed(),
                        timeline.p50Ms(),
                        timeline.p99Ms(),
                        timeline.maxMs(),
                        timeline.voided()))
                .toList();
    }

    private List<BandReport> bands() {
        return Stream.of(
                        moments(),
                        evidence.steps().flatMap(LoadReports::step),
                        adversaries(),
                        Outage.of(evidence).stream().map(LoadReports::outage),
                        lockWaits())
                .flatMap(bands -> bands)
                .sorted(Comparator.comparingDouble(BandReport::startMs))
                .toList();
    }

    private Stream<BandReport> moments() {
        return recording
                .all(LoadEvent.LoadMoment.class)
                .filter(moment -> moment.run() == LoadRun.SUBJECT)
                .map(moment -> band(
                        "moment",
                        moment.phase(),
                        moment.moment(),
                        "serving: " + String.join(", ", moment.serving()),
                        moment.startMs(),
                        moment.endMs(),
                        false));
    }

    private static Stream<BandReport> step(LoadStepRan ran) {
        String name = LoadEvidence.moment(ran);
        BandReport whole = band("step", ran.phase(), name, ran.kind(), ran.startMs(), ran.endMs(), !ran.succeeded());
        int tries = ran.attempts().size();
        Stream<BandReport> attempts = IntStream.range(0, tries).mapToObj(i -> attempt(ran, i, tries));
        Stream<BandReport> statements = ran.statements().stream()
                .map(statement -> band(
                        "statement",
                        ran.phase(),
                        LoadEvidence.place(ran, statement),
                        oneLine(statement.sql()),
                        statement.startMs(),
                        statement.endMs(),
                        statement.message() != null));
        return Stream.of(Stream.of(whole), attempts, statements).flatMap(bands -> bands);
    }

    private static BandReport attempt(LoadStepRan ran, int index, int tries) {
        AttemptSeen attempt = ran.attempts().get(index);
        return band(
                "attempt",
                ran.phase(),
                (index + 1) + " of " + tries,
                attempt.error() == null ? "" : Findings.inWords(attempt.error()),
                attempt.startMs(),
                attempt.endMs(),
                attempt.error() != null);
    }

    private static String oneLine(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() > 160 ? line.substring(0, 159) + "…" : line;
    }

    private Stream<BandReport> adversaries() {
        return recording
                .all(LoadEvent.AdversaryRan.class)
                .filter(adversary -> adversary.run() == LoadRun.SUBJECT)
                .map(adversary -> band(
                        "adversary",
                        adversary.phase(),
                        adversary.name(),
                        adversary.what(),
                        adversary.startMs(),
                        adversary.endMs(),
                        false));
    }

    private static BandReport outage(Outage outage) {
        return band(
                "outage", outage.phase(), outage.moment(), outage.sentence(), outage.startMs(), outage.endMs(), true);
    }

    /** Those that count against a step and those of steps, the longest. */
    private Stream<BandReport> lockWaits() {
        return evidence.waits().stream()
                .filter(wait -> wait.step() != null || wait.waiter().kind() == PartyKind.STEP)
                .sorted(Comparator.comparingDouble(LockWaited::waitMs).reversed())
                .limit(MOST_WAITS)
                .map(wait -> band(
                        "lock-wait",
                        wait.phase(),
                        Outage.named(wait.waiter()),
                        "waited " + Milliseconds.inWords(wait.waitMs()) + " for " + wait.mode() + " on "
                                + LoadEvidence.unqualified(wait.relation()) + " behind "
                                + Outage.named(wait.blocker())
                                + (wait.blocker().equals(wait.root())
                                        ? ""
                                        : ", and that behind " + Outage.named(wait.root())),
                        wait.startMs(),
                        wait.startMs() + wait.waitMs(),
                        wait.step() != null));
    }

    private static BandReport band(
            String kind, @Nullable String phase, String label, String detail, double start, double end, boolean bad) {
        return new BandReport(kind, phase, label, detail, start, end, bad);
    }
}
