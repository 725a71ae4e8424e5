package org.migrationdrill.rehearsal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Role;
import org.migrationdrill.engine.ServerSession;
import org.migrationdrill.observe.LockWait;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.recording.LoadEvent;
import org.migrationdrill.recording.LoadEvent.LoadMoment;
import org.migrationdrill.recording.LoadEvent.LoadRun;
import org.migrationdrill.recording.LoadEvent.LoadStepRan;
import org.migrationdrill.recording.LoadEvent.LockWaited;
import org.migrationdrill.recording.LoadEvent.Party;
import org.migrationdrill.recording.LoadEvent.PartyKind;
import org.migrationdrill.scenario.LoadSettings.Adversary;
import org.migrationdrill.traffic.AdversaryStay;
import org.migrationdrill.traffic.Client;
import org.migrationdrill.traffic.TrafficRecord;
import org.migrationdrill.traffic.TrafficRecord.RunSeen;

/** Keeps what a load run has done, and puts it into the recording when it is over and all of it is known. */
final class LoadAccount {
    private static final double SLICE_MS = 100;

    private final LoadRun run;
    private final EventLog log;
    private final List<LoadMoment> moments = new ArrayList<>();
    private final List<AdversaryStay> adversaries = new ArrayList<>();
    private final Set<Adversary> hindered = EnumSet.noneOf(Adversary.class);
    private final List<StepSeen> steps = new ArrayList<>();
    private String serving = "";

    private record StepSeen(LoadStepRan ran, Set<Integer> processes) {}

    LoadAccount(LoadRun run, EventLog log) {
        this.run = run;
        this.log = log;
    }

    void moment(String phase, String moment, String servingNow, double ms) {
        endMoment(ms);
        serving = servingNow;
        moments.add(new LoadMoment(run, phase, moment, ms, ms, served()));
    }

    private void endMoment(double ms) {
        if (!moments.isEmpty()) {
            LoadMoment last = moments.remove(moments.size() - 1);
            moments.add(new LoadMoment(run, last.phase(), last.moment(), last.startMs(), ms, last.serving()));
        }
    }

    String serving() {
        return serving;
    }

    /** Versions by commas. */
    void serving(String versions) {
        serving = versions;
        LoadMoment last = moments.remove(moments.size() - 1);
        moments.add(new LoadMoment(
                run,
                last.phase(),
                last.moment(),
                last.startMs(),
                last.endMs(),
                last.serving().size() > 1 ? last.serving() : served()));
    }

    private List<String> served() {
        return serving.isEmpty() ? List.of() : Arrays.asList(serving.split(","));
    }

    void step(LoadStepRan ran) {
        step(ran, Set.of());
    }

    /** Recorded at once: a drill that dies later has seen it. */
    void step(LoadStepRan ran, Set<Integer> processes) {
        steps.add(new StepSeen(ran, processes));
        log.add(ran);
    }

    void adversary(AdversaryStay seen) {
        adversaries.add(seen);
    }

    void end(
            double endMs,
            TrafficRecord traffic,
            List<LockWait> waits,
            IntFunction<Optional<ServerSession>> processes,
            List<Client> clients) {
        endMoment(endMs);
        moments.forEach(log::add);
        adversaries.forEach(this::record);
        LoadParties parties = new LoadParties(traffic, processes);
        adversaries.forEach(
                stay -> parties.adversary(stay.backend(), stay.adversary().word()));
        steps.forEach(step -> parties.step(
                step.ran().step(),
                step.ran().startMs(),
                step.ran().endMs(),
                step.processes(),
                step.ran().statements()));
        steps.stream()
                .map(StepSeen::ran)
                .filter(ran -> ran.kind().equals("run"))
                .forEach(ran -> parties.command(ran.step(), ran.startMs(), ran.endMs()));
        List<LockWaited> seen =
                waits.stream().map(wait -> waited(wait, parties)).toList();
        List<LockWaited> all = new ArrayList<>(seen);
        all.addAll(PoolWaits.behind(seen, traffic.poolWaits(), clients));
        all.forEach(log::add);
        RunsThatWaited waited = RunsThatWaited.of(all);
        moments.forEach(moment -> traffic(moment, traffic, waited));
        timelines(traffic, clients);
        traffic.late()
                .forEach(late ->
                        log.add(new LoadEvent.GeneratorLate(run, late.startMs(), late.endMs(), late.longestMs())));
        if (run == LoadRun.SUBJECT) {
            LoadGaps.of(traffic).forEach(log::add);
        }
        log.add(new LoadEvent.LoadEnded(run, endMs));
    }

    /** One that never got in place was at no time; it is a gap in what the drill is worth, and said so. */
    private void record(AdversaryStay stay) {
        if (stay.startMs().isEmpty()) {
            if (hindered.add(stay.adversary())) {
                log.add(new DrillEvent.NotDrilled(
                        null,
                        "a step beside the adversary ‘" + stay.adversary().word() + "’",
                        "it could not get in place: " + stay.hindrance().orElse("")));
            }
            return;
        }
        double startMs = stay.startMs().get();
        LoadMoment moment = momentAt(startMs);
        log.add(new LoadEvent.AdversaryRan(
                run,
                moment.phase(),
                moment.moment(),
                stay.adversary().word(),
                stay.what(),
                startMs,
                stay.endMs().orElse(startMs)));
    }

    private LoadMoment momentAt(double ms) {
        LoadMoment found = moments.get(0);
        for (LoadMoment moment : moments) {
            if (moment.startMs() <= ms) {
                found = moment;
            }
        }
        return found;
    }

    private LockWaited waited(LockWait wait, LoadParties parties) {
        LoadMoment moment = momentAt(wait.startMs());
        List<Party> queue = wait.queue().stream()
                .map(process -> parties.party(process, wait))
                .toList();
        Optional<RunSeen> waiting = parties.run(wait);
        return new LockWaited(
                run,
                moment.phase(),
                moment.moment(),
                wait.startMs(),
                wait.waitMs(),
                queue.get(queue.size() - 1),
                waiting.map(RunSeen::runId).orElse(null),
                queue.get(queue.size() - 2),
                queue.get(0),
                queue,
                wait.lockType(),
                wait.relation(),
                wait.mode(),
                wait.ended().word(),
                wait.exact(),
                stepBefore(queue));
    }

    private static @Nullable String stepBefore(List<Party> queue) {
        return queue.subList(0, queue.size() - 1).stream()
                .filter(party -> party.kind() == PartyKind.STEP)
                .reduce((first, nearer) -> nearer)
                .map(Party::name)
                .orElse(null);
    }

    private void traffic(LoadMoment moment, TrafficRecord traffic, RunsThatWaited waited) {
        traffic.summaries(moment.startMs(), moment.endMs())
                .forEach(summary -> log.add(new LoadEvent.TrafficSeen(
                        run,
                        moment.phase(),
                        moment.moment(),
                        summary.version(),
                        summary.operation(),
                        summary.count(),
                        summary.failed(),
                        summary.hidden(),
                        summary.voided(),
                        summary.p50Ms(),
                        summary.p99Ms(),
                        summary.maxMs())));
        boolean last = moment.equals(moments.get(moments.size() - 1));
        traffic.errors(moment.startMs(), last ? Double.MAX_VALUE : moment.endMs())
                .forEach(error -> log.add(new LoadEvent.OperationErrors(
                        run,
                        moment.phase(),
                        moment.moment(),
                        stepAt(moment),
                        error.version(),
                        error.operation(),
                        error.sqlState(),
                        error.message(),
                        error.count(),
                        waited.behindStep(error.failed()),
                        waited.behindOthers(error.failed()),
                        error.hidden(),
                        error.firstMs(),
                        error.lastMs())));
    }

    /** The step that ran in the moment or had run last. */
    private @Nullable String stepAt(LoadMoment moment) {
        return steps.stream()
                .map(StepSeen::ran)
                .filter(ran -> ran.startMs() < moment.endMs())
                .max(Comparator.comparingDouble(LoadStepRan::startMs))
                .map(LoadStepRan::step)
                .orElse(null);
    }

    private void timelines(TrafficRecord traffic, List<Client> clients) {
        traffic.timelines(SLICE_MS)
                .forEach(timeline -> log.add(new LoadEvent.TrafficTimeline(
                        run,
                        timeline.version(),
                        clients.stream()
                                .anyMatch(client -> client.name().equals(timeline.version())
                                        && client.version().role() == Role.CONSUMER),
                        timeline.startMs(),
                        timeline.sliceMs(),
                        timeline.done(),
                        timeline.failed(),
                        timeline.p50Ms(),
                        timeline.p99Ms(),
                        timeline.maxMs(),
                        timeline.voided())));
    }
}
