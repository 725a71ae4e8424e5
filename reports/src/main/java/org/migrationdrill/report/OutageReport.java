package org.migrationdrill.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which a step made operations wait.
 *
 * @param statement the step's statement in the queue; null where unknown
 * @param place its file and line; null where unknown
 * @param relation what they waited for
 * @param startMs on the load's axis
 * @param stoppedMs for how long at least one operation waited
 * @param waiters how many operations waited
 * @param longestMs the longest wait of one operation, over all its waits behind this step
 * @param behind who held up the step itself; empty: nobody, it held the lock
 * @param sentence all of it for a person
 */
public record OutageReport(
        String moment,
        String step,
        @Nullable String statement,
        @Nullable String place,
        String relation,
        double startMs,
        double endMs,
        double stoppedMs,
        long waiters,
        double longestMs,
        List<String> behind,
        String sentence) {
    public OutageReport {
        behind = List.copyOf(behind);
    }
}
