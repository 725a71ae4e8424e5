package org.migrationdrill.engine;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.LockWait;

/** Who waited for whom, up to who waited for nobody for most of the time: of all waits of a run. */
final class WaitChains {
    private static final int UNSEEN = 0;

    /** A session waits for one lock at a time, so its waits follow each other. */
    private final Map<Integer, NavigableMap<Double, Wait>> bySession = new HashMap<>();

    WaitChains(List<Wait> waits) {
        for (Wait wait : waits) {
            bySession.computeIfAbsent(wait.pid(), pid -> new TreeMap<>()).put(wait.startMs(), wait);
        }
    }

    LockWait lockWait(Wait wait) {
        List<Integer> queue = chain(wait);
        return new LockWait(
                wait.startMs(),
                wait.lastedMs(),
                wait.pid(),
                queue.get(queue.size() - 2),
                queue.get(0),
                queue,
                wait.tag().type(),
                wait.relation(),
                wait.mode().serverName(),
                wait.ended(),
                wait.exact());
    }

    private List<Integer> chain(Wait waiter) {
        Deque<Integer> chain = new ArrayDeque<>(List.of(waiter.pid()));
        Optional<Wait> next = Optional.of(waiter);
        double fromMs = waiter.startMs();
        double toMs = waiter.endMs();
        while (next.isPresent()) {
            Wait wait = next.get();
            fromMs = Math.max(fromMs, wait.startMs());
            toMs = Math.min(toMs, wait.endMs());
            OptionalInt blocker = blockerOf(wait);
            if (blocker.isEmpty() || chain.contains(blocker.getAsInt())) {
                break;
            }
            chain.addFirst(blocker.getAsInt());
            next = waitOf(blocker.getAsInt(), fromMs, toMs, waiter.lastedMs() / 2);
        }
        if (chain.size() == 1) {
            chain.addFirst(UNSEEN);
        }
        return List.copyOf(chain);
    }

    private OptionalInt blockerOf(Wait wait) {
        return wait.blockers().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(blocker -> OptionalInt.of(blocker.getKey()))
                .orElseGet(() -> blockerByLog(wait));
    }

    /** The last in the log's queue before it, unless the two are known to go together; else who has the lock. */
    private OptionalInt blockerByLog(Wait wait) {
        List<Integer> queue = wait.queue();
        for (int i = queue.indexOf(wait.pid()) - 1; i >= 0; i--) {
            Wait earlier = waitOf(queue.get(i), wait.startMs(), wait.endMs(), 0).orElse(null);
            if (!goTogether(earlier, wait)) {
                return OptionalInt.of(queue.get(i));
            }
        }
        return wait.holders().stream()
                .filter(holder -> holder != wait.pid())
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private static boolean goTogether(@Nullable Wait one, Wait other) {
        return one != null && one.tag().equals(other.tag()) && !one.mode().conflictsWith(other.mode());
    }

    /** The wait of a session that fills the span best, if it fills that much of it. */
    private Optional<Wait> waitOf(int pid, double fromMs, double toMs, double atLeastMs) {
        NavigableMap<Double, Wait> waits =
                bySession.getOrDefault(pid, new TreeMap<>()).headMap(toMs, true);
        return waits.descendingMap().values().stream()
                .takeWhile(wait -> wait.endMs() >= fromMs)
                .filter(wait -> wait.within(fromMs, toMs) >= atLeastMs)
                .max(comparingDouble(wait -> wait.within(fromMs, toMs)));
    }
}
