package org.migrationdrill.traffic;

import java.util.concurrent.TimeUnit;

/** Waiting for threads that were told to end. */
final class Threads {
    private static final long PATIENCE_MS = TimeUnit.SECONDS.toMillis(10);

    private Threads() {}

    /** Waits until it has ended, which takes no longer than a call that can't be interrupted. */
    static void join(Thread thread) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (thread.isAlive() && System.nanoTime() - deadline < 0) {
            try {
                thread.join(PATIENCE_MS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
