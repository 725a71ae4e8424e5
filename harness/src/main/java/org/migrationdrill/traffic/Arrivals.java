package org.migrationdrill.traffic;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * When the runs of one operation are due: a Poisson process at its rate times the version's share. The gaps are drawn as amounts
 * of traffic, and a change of the share only stretches them: so the same seed gives the same arrivals. Not thread-safe.
 */
final class Arrivals {
    private final double ratePerSecond;
    private final SplittableRandom random;
    private final Queue<Change> changes = new ArrayDeque<>();
    private Ramp ramp = Ramp.constant(0);
    private long since;
    private double left;
    private long due = Ramp.NEVER;

    private record Change(Ramp ramp, long atNanos) {}

    Arrivals(double ratePerSecond, long seed) {
        this.ratePerSecond = ratePerSecond;
        this.random = new SplittableRandom(seed);
        this.left = gap();
    }

    /** A seed of its own for every operation. */
    static long seed(long seed, String version, String operation) {
        long hash = seed;
        String name = version + "\n" + operation;
        for (int i = 0; i < name.length(); i++) {
            hash = hash * 0x100000001B3L ^ name.charAt(i);
        }
        return hash;
    }

    /** On the clock of {@link System#nanoTime()}; {@link Ramp#NEVER} while nothing is sent. */
    long due() {
        return due;
    }

    /** Goes on to the next arrival. */
    void next() {
        since = due;
        left = gap();
        findDue();
    }

    /** From that moment on the share is another; what was due before and is still unsent stays due. */
    void follow(Ramp changed, long atNanos) {
        changes.add(new Change(changed, atNanos));
        findDue();
    }

    private void findDue() {
        due = ramp.reached(since, left);
        for (Change change = changes.peek(); change != null && due > change.atNanos(); change = changes.peek()) {
            left = Math.max(0, left - ramp.between(since, change.atNanos()));
            since = change.atNanos();
            ramp = changes.remove().ramp();
            due = ramp.reached(since, left);
        }
    }

    private double gap() {
        return -Math.log1p(-random.nextDouble()) / ratePerSecond;
    }
}
