package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A session that waited for a lock.
 *
 * @param blocker whom it waited for directly
 * @param root who held up the whole queue
 * @param queue from the root to the waiter
 * @param mode the lock it asked for
 * @param ended how the wait ended: granted, timed out, cancelled, deadlock
 */
public record LockWaitReport(
        String moment,
        LockParty waiter,
        LockParty blocker,
        LockParty root,
        List<LockParty> queue,
        String relation,
        String mode,
        double waitMs,
        String ended) {
    public LockWaitReport {
        requireNonNull(waiter, "waiter");
        requireNonNull(blocker, "blocker");
        requireNonNull(root, "root");
        queue = List.copyOf(queue);
    }
}
