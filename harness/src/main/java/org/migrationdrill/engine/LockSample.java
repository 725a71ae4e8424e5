package org.migrationdrill.engine;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All locks that somebody waited for at a moment: who had them, and who was in their queues. Immutable. */
final class LockSample {
    private final Instant at;
    private final Map<LockTag, List<LockRow>> holders = new HashMap<>();
    private final Map<LockTag, List<LockRow>> queues = new HashMap<>();

    LockSample(Instant at, Collection<LockRow> rows) {
        this.at = at;
        for (LockRow row : rows) {
            (row.granted() ? holders : queues)
                    .computeIfAbsent(row.tag(), tag -> new ArrayList<>())
                    .add(row);
        }
        queues.values().forEach(queue -> queue.sort(comparing(LockRow::waitStart, nullsLast(naturalOrder()))));
    }

    Instant at() {
        return at;
    }

    List<LockRow> waiters() {
        return queues.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Whom a waiter waits for directly: the last before it in the queue that its request conflicts with, or else whoever has the
     * lock in a mode that it conflicts with.
     */
    List<Integer> blockersOf(LockRow waiter) {
        List<LockRow> queue = queues.getOrDefault(waiter.tag(), List.of());
        for (int i = queue.indexOf(waiter) - 1; i >= 0; i--) {
            LockRow earlier = queue.get(i);
            if (earlier.conflictsWith(waiter) && !hasWhatItWaitsFor(waiter, earlier)) {
                return List.of(earlier.pid());
            }
        }
        return holders.getOrDefault(waiter.tag(), List.of()).stream()
                .filter(holder -> holder.conflictsWith(waiter))
                .map(LockRow::pid)
                .distinct()
                .toList();
    }

    /** The relation whose row a waiter for a transaction's end is after: it holds that row's place in the queue meanwhile. */
    long rowRelationOf(LockRow waiter) {
        return holders.entrySet().stream()
                .filter(lock -> lock.getKey().type().equals("tuple"))
                .filter(lock -> lock.getValue().stream().anyMatch(holder -> holder.pid() == waiter.pid()))
                .mapToLong(lock -> lock.getKey().relation())
                .findFirst()
                .orElse(0);
    }

    /** The server lets who has the lock already pass those that wait for him to release it. */
    private boolean hasWhatItWaitsFor(LockRow waiter, LockRow earlier) {
        return holders.getOrDefault(waiter.tag(), List.of()).stream()
                .anyMatch(held -> held.pid() == waiter.pid() && held.conflictsWith(earlier));
    }
}
