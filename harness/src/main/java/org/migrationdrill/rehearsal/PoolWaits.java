package org.migrationdrill.rehearsal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.migrationdrill.recording.LoadEvent.LockWaited;
import org.migrationdrill.recording.LoadEvent.Party;
import org.migrationdrill.recording.LoadEvent.PartyKind;
import org.migrationdrill.traffic.Client;
import org.migrationdrill.traffic.TrafficRecord.PoolWait;

/**
 * Operations that waited for a connection while every connection of their pool was in a queue behind a step: they are victims of
 * that step as much as those in the queue.
 */
final class PoolWaits {
    /** As short as the shortest wait for a lock that the server's log tells of. */
    private static final double LEAST_MS = 10;

    private PoolWaits() {}

    private record Stretch(double startMs, double endMs, LockWaited behind) {}

    static List<LockWaited> behind(List<LockWaited> waits, List<PoolWait> runs, List<Client> clients) {
        Map<String, List<LockWaited>> byVersion = waits.stream()
                .filter(wait -> wait.step() != null && wait.waiter().kind() == PartyKind.APP)
                .collect(Collectors.groupingBy(wait -> wait.waiter().name()));
        Map<String, List<PoolWait>> runsByVersion = runs.stream().collect(Collectors.groupingBy(PoolWait::version));
        List<LockWaited> behind = new ArrayList<>();
        for (Client client : clients) {
            List<Stretch> full = full(
                    byVersion.getOrDefault(client.name(), List.of()),
                    client.settings().pool());
            for (PoolWait run : runsByVersion.getOrDefault(client.name(), List.of())) {
                full.forEach(stretch -> add(run, stretch, behind));
            }
        }
        return behind;
    }

    /** When as many of a version's sessions waited as its pool has. */
    private static List<Stretch> full(List<LockWaited> waits, int pool) {
        record Change(double ms, int by, LockWaited cause) {}
        List<Change> changes = new ArrayList<>();
        for (LockWaited wait : waits) {
            changes.add(new Change(wait.startMs(), 1, wait));
            changes.add(new Change(wait.startMs() + wait.waitMs(), -1, wait));
        }
        changes.sort(Comparator.comparingDouble(Change::ms).thenComparing(Change::by));
        List<Stretch> full = new ArrayList<>();
        int waiting = 0;
        double since = 0;
        for (Change change : changes) {
            if (waiting >= pool && waiting + change.by() < pool) {
                full.add(new Stretch(since, change.ms(), change.cause()));
            }
            if (waiting < pool && waiting + change.by() >= pool) {
                since = change.ms();
            }
            waiting += change.by();
        }
        return full;
    }

    private static void add(PoolWait run, Stretch stretch, List<LockWaited> behind) {
        double start = Math.max(run.dueMs(), stretch.startMs());
        double end = Math.min(run.sentMs(), stretch.endMs());
        if (end - start >= LEAST_MS) {
            behind.add(wait(run, start, end - start, stretch.behind()));
        }
    }

    private static LockWaited wait(PoolWait run, double startMs, double waitMs, LockWaited cause) {
        Party waiter = new Party(PartyKind.APP, run.version(), run.operation(), null, null);
        List<Party> queue = new ArrayList<>(cause.queue());
        queue.add(waiter);
        return new LockWaited(
                cause.run(),
                cause.phase(),
                cause.moment(),
                startMs,
                waitMs,
                waiter,
                run.runId(),
                cause.waiter(),
                cause.root(),
                queue,
                "connection",
                "connections of " + run.version(),
                "connection",
                "granted",
                true,
                Objects.requireNonNull(cause.step()));
    }
}
