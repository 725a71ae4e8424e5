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
        private Stretch until(double lastMs) {
            return new Stretch(notBeforeMs, firstMs, lastMs, null);
        }

        private Stretch gone(double byMs) {
            return goneByMs == null ? new Stretch(notBeforeMs, firstMs, lastMs, byMs) : this;
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
     * @param waitsFor whose transactions the statement waits for
     * @param scans tables that the server reports a scan of
     */
    synchronized void add(double beganMs, double endedMs, Set<HeldLock> held, Set<String> waitsFor, Set<Long> scans) {
        extend(locks, held, endedMs);
        extend(waits, waitsFor, endedMs);
        scanned.addAll(scans);
        lastBeganMs = beganMs;
        samples++;
    }

    private <T> void extend(Map<T, Stretch> stretches, Set<T> now, double endedMs) {
        stretches.replaceAll((what, stretch) -> now.contains(what) ? stretch.until(endedMs) : stretch.gone(endedMs));
        for (T what : now) {
            stretches.putIfAbsent(what, new Stretch(lastBeganMs, endedMs, endedMs, null));
        }
    }

    synchronized int samples() {
        return samples;
    }

    synchronized Map<HeldLock, Stretch> locks() {
        return Map.copyOf(locks);
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
