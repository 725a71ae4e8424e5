package org.migrationdrill.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.engine.Look.HeldLock;

/** What was seen of one statement from outside, while it ran. Thread-safe. */
final class SampledLocks {
    private final int backend;
    private final double startMs;
    private final Map<HeldLock, Stretch> locks = new LinkedHashMap<>();
    private final Map<HeldLock, Stretch> requests = new LinkedHashMap<>();
    private final Map<String, Stretch> waits = new LinkedHashMap<>();
    private final Set<Long> scanned = new TreeSet<>();
    private double lastBeganMs;
    private int samples;

    SampledLocks(int backend, double startMs) {
        this.backend = backend;
        this.startMs = startMs;
        this.lastBeganMs = startMs;
    }

    /**
     * What the server says of a statement at a moment.
     *
     * @param requested locks that it waits for
     * @param waitsFor whose transactions it waits for
     */
    record Sample(Set<HeldLock> held, Set<HeldLock> requested, Set<String> waitsFor) {}

    /**
     * Something that was there from one sample on.
     *
     * @param notBeforeMs the last look without it, or the statement's start
     * @param firstMs it was there by then
     * @param lastMs it was still there then
     * @param goneByMs the first look without it; null: there was none
     */
    record Stretch(
            double notBeforeMs,
            double firstMs,
            double lastMs,
            @Nullable Double goneByMs) {
        /** Of what no look saw, but is known to have been there at some time from {@code startMs} to {@code endMs}. */
        static Stretch within(double startMs, double endMs) {
            return new Stretch(startMs, endMs, endMs, endMs);
        }

        private Stretch until(double lastMs) {
            return new Stretch(notBeforeMs, firstMs, lastMs, null);
        }

        private Stretch gone(double byMs) {
            return goneByMs == null ? new Stretch(notBeforeMs, firstMs, lastMs, byMs) : this;
        }

        /** Of a request: the lock that came of it and that no sample saw. */
        private Stretch granted(double endMs) {
            return within(lastMs, goneByMs == null ? endMs : Math.min(goneByMs, endMs));
        }
    }

    int backend() {
        return backend;
    }

    /**
     * Adds a sample.
     *
     * @param beganMs when it was asked for
     * @param endedMs when it was answered
     * @param scans tables that the server reports a scan of
     */
    synchronized void add(double beganMs, double endedMs, Sample sample, Set<Long> scans) {
        extend(locks, sample.held(), beganMs, endedMs);
        extend(requests, sample.requested(), beganMs, endedMs);
        extend(waits, sample.waitsFor(), beganMs, endedMs);
        scanned.addAll(scans);
        lastBeganMs = beganMs;
        samples++;
    }

    private <T> void extend(Map<T, Stretch> stretches, Set<T> now, double beganMs, double endedMs) {
        stretches.replaceAll((what, stretch) -> now.contains(what) ? stretch.until(beganMs) : stretch.gone(endedMs));
        for (T what : now) {
            stretches.putIfAbsent(what, new Stretch(lastBeganMs, endedMs, beganMs, null));
        }
    }

    synchronized int samples() {
        return samples;
    }

    synchronized Map<HeldLock, Stretch> locks() {
        return Map.copyOf(locks);
    }

    /**
     * With those that it waited for and that were never seen granted, which a statement that succeeded at {@code endMs} has got all
     * the same: after the last look that saw it wait, and until the next one or the statement's end.
     */
    synchronized Map<HeldLock, Stretch> locksOfSuccess(double endMs) {
        Map<HeldLock, Stretch> all = new LinkedHashMap<>(locks);
        requests.forEach((lock, request) -> all.putIfAbsent(lock, request.granted(endMs)));
        return Map.copyOf(all);
    }

    /** When a lock that the statement has at its end was granted at the earliest, as far as samples tell. */
    synchronized double notGrantedBefore(HeldLock lock) {
        Stretch stretch = locks.get(lock);
        return stretch == null ? (samples == 0 ? startMs : lastBeganMs) : stretch.notBeforeMs();
    }

    synchronized Optional<Double> grantedBy(HeldLock lock) {
        return Optional.ofNullable(locks.get(lock)).map(Stretch::firstMs);
    }

    synchronized Set<Long> scanned() {
        return Set.copyOf(scanned);
    }

    /** {@code waited 1.2 s for the transaction of a long report}. */
    synchronized List<String> waits() {
        return waits.entrySet().stream()
                .map(wait -> "waited " + words(wait.getValue()) + " for the transaction of " + wait.getKey())
                .toList();
    }

    private static String words(Stretch wait) {
        double ms = wait.lastMs() - wait.notBeforeMs();
        return ms < 1000 ? Math.round(ms) + " ms" : String.format(Locale.ROOT, "%.1f s", ms / 1000);
    }
}
