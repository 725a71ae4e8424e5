package org.migrationdrill.observe;

import java.time.Duration;
import java.time.Instant;

/**
 * The time line of a load run: milliseconds since its zero. This JVM's monotonic clock is its own; instants of the server's clock
 * are placed on it by the offset that was measured between the two. Immutable, thread-safe.
 *
 * @param zeroNanos {@link System#nanoTime()} at zero
 * @param zeroOnServer what the server's clock showed at zero
 */
public record Axis(long zeroNanos, Instant zeroOnServer) {
    /** Now. */
    public double now() {
        return at(System.nanoTime());
    }

    /** A reading of {@link System#nanoTime()}. */
    public double at(long nanoTime) {
        return (nanoTime - zeroNanos) / 1e6;
    }

    /** A reading of the server's clock. */
    public double at(Instant serverTime) {
        return Duration.between(zeroOnServer, serverTime).toNanos() / 1e6;
    }
}
