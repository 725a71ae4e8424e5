package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.migrationdrill.recording.LoadEvent.LockWaited;
import org.migrationdrill.recording.LoadEvent.Party;
import org.migrationdrill.recording.LoadEvent.PartyKind;
import org.migrationdrill.report.OutageReport;

/**
 * A stretch in which one statement of a step made operations wait.
 *
 * @param waits of operations, in order; never empty
 * @param stepWaits the step's own meanwhile, in order
 */
record Outage(String phase, String moment, String step, List<LockWaited> waits, List<LockWaited> stepWaits) {
    /** Holding on for less than this after having waited is not worth a word. */
    private static final double SHORT_MS = 50;

    /** Two waves with less than this between them are one for who looks at it. */
    private static final double SAME_WAVE_MS = 50;

    /** All outages, in the order in which they began. */
    static List<Outage> of(LoadEvidence evidence) {
        Map<List<Object>, List<LockWaited>> bySource = new LinkedHashMap<>();
        evidence.appWaits().forEach(wait -> bySource.computeIfAbsent(
                        List.of(wait.moment(), wait.phase(), culprit(wait)), key -> new ArrayList<>())
                .add(wait));
        List<Outage> outages = new ArrayList<>();
        bySource.values().forEach(waits -> waves(waits).forEach(wave -> outages.add(outage(evidence, wave))));
        outages.sort(Comparator.comparingDouble(Outage::startMs));
        return outages;
    }

    private static List<List<LockWaited>> waves(List<LockWaited> waits) {
        List<List<LockWaited>> waves = new ArrayList<>();
        double end = Double.NEGATIVE_INFINITY;
        for (LockWaited wait : waits) {
            if (wait.startMs() > end + SAME_WAVE_MS) {
                waves.add(new ArrayList<>());
            }
            waves.get(waves.size() - 1).add(wait);
            end = Math.max(end, wait.startMs() + wait.waitMs());
        }
        return waves;
    }

    private static Outage outage(LoadEvidence evidence, List<LockWaited> waits) {
        LockWaited first = waits.get(0);
        String step = Objects.requireNonNull(first.step());
        Outage bare = new Outage(first.phase(), first.moment(), step, List.copyOf(waits), List.of());
        List<LockWaited> own = evidence.waits().stream()
                .filter(wait -> wait.waiter().kind() == PartyKind.STEP
                        && wait.waiter().name().equals(step))
                .filter(wait -> wait.startMs() < bare.endMs() && wait.startMs() + wait.waitMs() > bare.startMs())
                .toList();
        return new Outage(bare.phase(), bare.moment(), step, bare.waits(), own);
    }

    /** Who held up the step itself; none where it got its lock at once. */
    Set<String> behind() {
        Set<String> names = new LinkedHashSet<>();
        stepWaits.forEach(wait -> names.add(named(wait.root())));
        waits.stream()
                .map(LockWaited::root)
                .filter(root -> root.kind() != PartyKind.STEP)
                .forEach(root -> names.add(named(root)));
        return names;
    }

    /** For how long the step was held up, at the longest. */
    private double behindMs() {
        return stepWaits.stream().mapToDouble(LockWaited::waitMs).max().orElse(0);
    }

    /** For how long operations waited without anybody but the step in the way. */
    double heldMs() {
        return behind().isEmpty() ? stoppedMs() : Math.max(0, stoppedMs() - behindMs());
    }

    /** The step's session in the queue before the waiter, the nearest. */
    static Party culprit(LockWaited wait) {
        List<Party> queue = wait.queue();
        for (int i = queue.size() - 2; i >= 0; i--) {
            if (queue.get(i).kind() == PartyKind.STEP) {
                return queue.get(i);
            }
        }
        throw new IllegalStateException("a wait that counts against " + wait.step() + " without a step in its queue");
    }

    /** How people call it: {@code long-report}, {@code find_order of 1.8}, {@code V7__x.sql line 3}. */
    static String named(Party party) {
        return switch (party.kind()) {
            case APP ->
                party.operation() == null ? "a session of " + party.name() : party.operation() + " of " + party.name();
            case STEP -> party.place() == null ? party.name() : party.place();
            default -> party.name();
        };
    }

    double startMs() {
        return waits.get(0).startMs();
    }

    double endMs() {
        return waits.stream()
                .mapToDouble(wait -> wait.startMs() + wait.waitMs())
                .max()
                .orElseThrow();
    }

    /** For how long at least one operation waited. */
    double stoppedMs() {
        double stopped = 0;
        double until = Double.NEGATIVE_INFINITY;
        for (LockWaited wait : waits) {
            double end = wait.startMs() + wait.waitMs();
            stopped += Math.max(0, end - Math.max(until, wait.startMs()));
            until = Math.max(until, end);
        }
        return stopped;
    }

    /** What each operation's run waited in all. A wait whose run is unknown is a run of its own. */
    private Map<Object, Double> byRun() {
        return byRun(waits);
    }

    static Map<Object, Double> byRun(List<LockWaited> waits) {
        Map<Object, Double> runs = new HashMap<>();
        for (LockWaited wait : waits) {
            runs.merge(wait.runId() == null ? wait : wait.runId(), wait.waitMs(), Double::sum);
        }
        return runs;
    }

    long waiters() {
        return byRun().size();
    }

    double longestMs() {
        return byRun().values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** The longest single wait. */
    LockWaited longest() {
        return waits.stream()
                .max(Comparator.comparingDouble(LockWaited::waitMs))
                .orElseThrow();
    }

    Party culprit() {
        return culprit(longest());
    }

    /** Whether they waited for rows that the step had changed, and not for a table. */
    boolean isAboutRows() {
        String type = longest().lockType();
        return type.equals("transactionid") || type.equals("tuple");
    }

    /** What they waited for; connections are what they waited for in turn. */
    private String relations() {
        String relations = waits.stream()
                .filter(wait -> !wait.lockType().equals("connection"))
                .map(wait -> LoadEvidence.unqualified(wait.relation()))
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
        return relations.isEmpty() ? longest().relation() : relations;
    }

    private List<String> modes() {
        return waits.stream().map(LockWaited::mode).distinct().toList();
    }

    /** All of it for a person. */
    String sentence() {
        String stopped = "For " + Milliseconds.inWords(stoppedMs()) + " "
                + (isAboutRows()
                        ? "rows of " + relations() + " could not be changed"
                        : "nothing could " + LockModes.stopped(modes()) + " " + relations());
        String queue = (waiters() == 1 ? "one operation" : waiters() + " operations")
                + (behind().isEmpty() ? " waited" : " queued behind it");
        return stopped + ": " + cause() + ", and " + queue
                + (waiters() == 1 ? "." : ", the longest for " + Milliseconds.inWords(longestMs()) + ".");
    }

    private String cause() {
        String holder = named(culprit());
        if (behind().isEmpty()) {
            return holder + " held it";
        }
        String waiter = stepWaits.isEmpty() ? holder : named(stepWaits.get(0).waiter());
        String waited = waiter + " waited" + (behindMs() > 0 ? " " + Milliseconds.inWords(behindMs()) : "") + " behind "
                + String.join(", ", behind());
        if (heldMs() < SHORT_MS) {
            return waited;
        }
        return waited + ", then " + (holder.equals(waiter) ? "" : holder + " ") + "held it for "
                + Milliseconds.inWords(heldMs());
    }

    OutageReport report() {
        Party culprit = culprit();
        return new OutageReport(
                moment,
                step,
                culprit.statement(),
                culprit.place(),
                relations(),
                startMs(),
                endMs(),
                stoppedMs(),
                waiters(),
                longestMs(),
                List.copyOf(behind()),
                sentence());
    }

    /** {@code long-report ← V7__x.sql line 3 (AccessExclusiveLock) ← find_order of 1.8 (AccessShareLock on orders)}. */
    String chain() {
        LockWaited wait = longest();
        return wait.queue().stream().map(Outage::named).collect(Collectors.joining(" ← ")) + " (" + wait.mode() + " on "
                + LoadEvidence.unqualified(wait.relation()) + ", " + Milliseconds.inWords(wait.waitMs()) + ", "
                + wait.ended() + ")";
    }

    /** By a key that does not matter to the caller; in order. */
    static <K> Map<K, List<Outage>> grouped(List<Outage> outages, Function<Outage, K> key) {
        return outages.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
}
