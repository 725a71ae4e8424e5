package org.migrationdrill.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lock that a session has or waits for.
 *
 * @param pid the session's; of a parallel worker its leader's, for locks within one group do not exclude each other
 * @param waitStart when it began to wait; null when granted, and for a moment after the beginning
 */
record LockRow(
        int pid,
        LockTag tag,
        LockMode mode,
        boolean granted,
        @Nullable Instant waitStart) {
    boolean conflictsWith(LockRow other) {
        return pid != other.pid && mode.conflictsWith(other.mode);
    }
}
