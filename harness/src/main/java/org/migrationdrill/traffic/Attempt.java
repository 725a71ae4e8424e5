package org.migrationdrill.traffic;

/**
 * One try of a run.
 *
 * @param sentNanos when it had a connection and began; where it got none, when it gave up
 * @param endNanos when the app had its answer
 * @param backend the server's process; 0 where it got none
 */
record Attempt(long sentNanos, long endNanos, int backend) {
    static Attempt withoutConnection(long gaveUpNanos) {
        return new Attempt(gaveUpNanos, gaveUpNanos, 0);
    }
}
