package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session that waited for a lock.
 *
 * @param blocker whom it waited for directly
 * @param root who held up the whole queue and waited for nobody
 * @param queue from the root to the waiter, both included
 * @param mode the lock it asked for
 * @param ended how the wait ended: granted, timed out, cancelled, deadlock
 * @param startMs on the load's axis
 * @param exact whether the server's log has its beginning and end; else it was sampled
 * @param countsAgainst the plan's step in the queue, without which this wait would not have been; null: there is none
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
        String ended,
        double startMs,
        boolean exact,
        @Nullable String countsAgainst) {
    public LockWaitReport {
        requireNonNull(waiter, "waiter");
        requireNonNull(blocker, "blocker");
        requireNonNull(root, "root");
        queue = List.copyOf(queue);
    }
}
