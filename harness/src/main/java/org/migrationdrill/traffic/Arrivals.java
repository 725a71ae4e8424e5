package org.migrationdrill.traffic;

import java.util.SplittableRandom;

/**
 * When the runs of one operation are due: a Poisson process at its rate times the version's share. The gaps are drawn as amounts
 * of traffic, and a change of the share only stretches them: so the same seed gives the same arrivals. Confined to the dispatcher.
 */
final class Arrivals {
    private final double ratePerSecond;
    private final SplittableRandom random;
    private Ramp ramp = Ramp.constant(0);
    private long since;
    private double left;

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
        return ramp.reached(since, left);
    }

    /** Goes on to the next arrival. */
    void next() {
        since = due();
        left = gap();
    }

    /** From {@code now} on, by which no arrival is overdue, the share is another. */
    void follow(Ramp changed, long now) {
        left = Math.max(0, left - ramp.between(since, now));
        since = now;
        ramp = changed;
    }

    private double gap() {
        return -Math.log1p(-random.nextDouble()) / ratePerSecond;
    }
}
