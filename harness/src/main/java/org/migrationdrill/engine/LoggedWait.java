package org.migrationdrill.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.LockWait.Ended;

/**
 * A wait that the log has.
 *
 * @param startMs reckoned back from a line's time and what it says; a line is written a moment after it was reckoned, so it may be late
 * @param endMs when the log first said something that shows that it was over
 * @param closed whether that something was its end
 * @param rowOf the relation whose row it was about, as the context has it: unqualified; empty when it has none
 * @param deadlockedBy who was in its way when a deadlock ended it, as its error says; null when none did or it does not say
 */
record LoggedWait(
        int pid,
        LockTag tag,
        LockMode mode,
        double startMs,
        double endMs,
        Ended ended,
        boolean closed,
        String rowOf,
        List<Integer> holders,
        List<Integer> ahead,
        @Nullable Integer deadlockedBy) {
    /** Whether a message about {@code lock} that reckons its wait's beginning at {@code otherStartMs} is about this wait. */
    boolean is(LockTag lock, LockMode asked, double otherStartMs, double toleranceMs) {
        return tag.equals(lock) && mode == asked && Math.abs(startMs - otherStartMs) < toleranceMs;
    }

    LoggedWait ended(double atMs, Ended how, boolean itsEnd) {
        return new LoggedWait(pid, tag, mode, startMs, atMs, how, itsEnd, rowOf, holders, ahead, deadlockedBy);
    }

    LoggedWait startedBy(double otherStartMs) {
        double earlierMs = Math.min(startMs, otherStartMs);
        return new LoggedWait(pid, tag, mode, earlierMs, endMs, ended, closed, rowOf, holders, ahead, deadlockedBy);
    }

    LoggedWait deadlockedBy(int blocker) {
        return new LoggedWait(pid, tag, mode, startMs, endMs, ended, closed, rowOf, holders, ahead, blocker);
    }
}
