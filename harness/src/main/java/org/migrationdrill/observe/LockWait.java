package org.migrationdrill.observe;

import java.util.List;

/**
 * A session that waited for a lock, in terms of the server's processes. Times are milliseconds on the run's {@link Axis}.
 *
 * @param waiter the process that waited
 * @param blocker the process it waited for directly: the last before it in the queue that its request conflicts with
 * @param root who held up the whole queue and waited for nobody
 * @param queue from root to waiter, both included, each waiting for the one before it
 * @param lockType the server's: {@code relation}, {@code transactionid}, {@code tuple}, {@code advisory}, …
 * @param relation qualified, unquoted; what the lock is on in words where it is on no relation
 * @param mode the lock that was asked for: {@code AccessShareLock}
 * @param ended how it ended
 * @param exact whether the server's log has its beginning and its end; else they were sampled
 */
public record LockWait(
        double startMs,
        double waitMs,
        int waiter,
        int blocker,
        int root,
        List<Integer> queue,
        String lockType,
        String relation,
        String mode,
        Ended ended,
        boolean exact) {
    public LockWait {
        queue = List.copyOf(queue);
    }

    public double endMs() {
        return startMs + waitMs;
    }

    /** How a wait ended. */
    public enum Ended {
        GRANTED("granted"),
        TIMED_OUT("timed out"),
        CANCELLED("cancelled"),
        DEADLOCK("deadlock"),
        /** It had not ended when the watch did. */
        UNFINISHED("unfinished");

        private final String word;

        Ended(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
