package org.migrationdrill.engine;

import java.util.List;
import java.util.Map;
import org.migrationdrill.observe.LockWait.Ended;

/**
 * One session's wait, before it is known who else waited. Times are milliseconds on the axis.
 *
 * @param exact whether beginning and end are the server's own, and not those of two samples
 * @param relation qualified name, or what else the lock is on
 * @param blockers for how many milliseconds each process was seen to be what it directly waited for, or the one that a deadlock's error
 *     names; empty when neither is known
 * @param holders who else had the lock in some mode, as the log says; empty when it does not
 * @param ahead who else waited for the lock before it, in order, as the log says; empty when it does not
 */
record Wait(
        int pid,
        LockTag tag,
        LockMode mode,
        double startMs,
        double endMs,
        Ended ended,
        boolean exact,
        String relation,
        Map<Integer, Double> blockers,
        List<Integer> holders,
        List<Integer> ahead) {
    double lastedMs() {
        return endMs - startMs;
    }

    /** For how long of the span from {@code fromMs} to {@code toMs} it lasted; negative when it did not touch it. */
    double within(double fromMs, double toMs) {
        return Math.min(endMs, toMs) - Math.max(startMs, fromMs);
    }
}
