package org.migrationdrill.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The stretches in which the generator was the bottleneck. Thread-safe. */
final class Lateness {
    /** Later than this is no longer within what a JVM and an operating system do to everyone. */
    static final long TOLERANCE_NANOS = 25_000_000;

    private final List<long[]> stretches = new ArrayList<>();

    /** From when something was due until it was done, on the clock of {@link System#nanoTime()}. */
    synchronized void add(long dueNanos, long doneNanos) {
        long[] last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        if (last != null && dueNanos >= last[0] && dueNanos <= last[1]) {
            last[1] = Math.max(last[1], doneNanos);
            last[2] = Math.max(last[2], doneNanos - dueNanos);
        } else {
            stretches.add(new long[] {dueNanos, doneNanos, doneNanos - dueNanos});
        }
    }

    /** The stretches so far, merged and in order of time. */
    synchronized LateStretches merged() {
        List<long[]> sorted = new ArrayList<>(stretches);
        sorted.sort(Comparator.comparingLong(stretch -> stretch[0]));
        List<long[]> merged = new ArrayList<>();
        for (long[] stretch : sorted) {
            long[] last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && stretch[0] <= last[1]) {
                last[1] = Math.max(last[1], stretch[1]);
                last[2] = Math.max(last[2], stretch[2]);
            } else {
                merged.add(Arrays.copyOf(stretch, stretch.length));
            }
        }
        return new LateStretches(merged);
    }
}
