package org.migrationdrill.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.migrationdrill.observe.Axis;

/** Makes waits of samples, and keeps of each only whom it was for and how long. Not thread-safe. */
final class SampledWaits {
    private final Axis axis;
    private final Map<Key, SampledWait> open = new HashMap<>();
    private final List<SampledWait> over = new ArrayList<>();

    /** A session can wait for the same lock several times. */
    private record Key(int pid, LockTag tag, Instant start) {}

    SampledWaits(Axis axis) {
        this.axis = axis;
    }

    void add(LockSample sample) {
        double atMs = axis.at(sample.at());
        Map<Key, LockRow> waiting = new HashMap<>();
        for (LockRow waiter : sample.waiters()) {
            Instant start = waiter.waitStart();
            if (start != null) {
                waiting.put(new Key(waiter.pid(), waiter.tag(), start), waiter);
                open.computeIfAbsent(
                                new Key(waiter.pid(), waiter.tag(), start),
                                key -> new SampledWait(waiter, axis.at(start)))
                        .seen(atMs, sample.blockersOf(waiter), rowRelation(sample, waiter));
            }
        }
        close(waiting, atMs);
    }

    /** In the order in which they ended, those that have not at the end. */
    List<SampledWait> all() {
        List<SampledWait> all = new ArrayList<>(over);
        all.addAll(open.values());
        return all;
    }

    private void close(Map<Key, LockRow> waiting, double atMs) {
        Iterator<Map.Entry<Key, SampledWait>> waits = open.entrySet().iterator();
        while (waits.hasNext()) {
            Map.Entry<Key, SampledWait> wait = waits.next();
            if (!waiting.containsKey(wait.getKey())) {
                wait.getValue().gone(atMs);
                over.add(wait.getValue());
                waits.remove();
            }
        }
    }

    private static long rowRelation(LockSample sample, LockRow waiter) {
        return waiter.tag().isTransaction() ? sample.rowRelationOf(waiter) : 0;
    }
}
