package org.migrationdrill.rehearsal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A wait that the plan itself asks for. */
final class Pause {
    private Pause() {}

    /** Returns after the duration, or at once when the thread is interrupted, leaving it interrupted. */
    static void of(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
