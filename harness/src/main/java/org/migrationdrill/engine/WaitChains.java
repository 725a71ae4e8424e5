package org.migrationdrill.engine;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.migrationdrill.observe.LockWait;

/** Who waited for whom, up to who waited for nobody for most of the time: of all waits of a run. */
final class WaitChains {
    private static final int UNSEEN = 0;
    private static final NavigableMap<Double, Wait> NONE = Collections.emptyNavigableMap();

    /** A session waits for one lock at a time, so its waits follow each other. */
    private final Map<Integer, NavigableMap<Double, Wait>> bySession = new HashMap<>();

    private final IntPredicate loggedEarly;

    /** @param loggedEarly the sessions that the log would have, had they waited for long */
    WaitChains(List<Wait> waits, IntPredicate loggedEarly) {
        this.loggedEarly = loggedEarly;
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
            next = waitOf(blocker.getAsInt(), fromMs, toMs, (toMs - fromMs) / 2);
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

    /** The last in the log's queue before it that is not known to go together with it; else who has the lock. */
    private OptionalInt blockerByLog(Wait wait) {
        for (int i = wait.ahead().size() - 1; i >= 0; i--) {
            if (isInTheWay(wait.ahead().get(i), wait)) {
                return OptionalInt.of(wait.ahead().get(i));
            }
        }
        return wait.holders().stream().mapToInt(Integer::intValue).findFirst();
    }

    /** Of an app's session that waited too briefly to be logged it is not known what it asked for: as the app does, most likely. */
    private boolean isInTheWay(int pid, Wait wait) {
        return waitOf(pid, wait.startMs(), wait.endMs(), 0)
                .map(earlier ->
                        !earlier.tag().equals(wait.tag()) || earlier.mode().conflictsWith(wait.mode()))
                .orElse(!loggedEarly.test(pid));
    }

    /** The wait of a session that fills the span best, if it fills that much of it. */
    private Optional<Wait> waitOf(int pid, double fromMs, double toMs, double atLeastMs) {
        NavigableMap<Double, Wait> waits = bySession.getOrDefault(pid, NONE);
        Wait best = null;
        double most = atLeastMs;
        Map.Entry<Double, Wait> entry = waits.floorEntry(toMs);
        while (entry != null && entry.getValue().endMs() >= fromMs) {
            double within = entry.getValue().within(fromMs, toMs);
            if (within >= most) {
                best = entry.getValue();
                most = within;
            }
            entry = waits.lowerEntry(entry.getKey());
        }
        return Optional.ofNullable(best);
    }
}
