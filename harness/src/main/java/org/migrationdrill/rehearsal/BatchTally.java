package org.migrationdrill.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.Event.BatchesSeen;

/** Counts the batches of a backfill. */
final class BatchTally {
    private static final int LEAST_FOR_P50 = 10;

    private final long startNanos = System.nanoTime();
    private final List<Double> durationsMs = new ArrayList<>();
    private long rows;

    void batch(long nanos, long changedRows) {
        durationsMs.add(nanos / 1e6);
        rows += changedRows;
    }

    int batches() {
        return durationsMs.size();
    }

    boolean isOver(Duration budget) {
        return System.nanoTime() - startNanos > budget.toNanos();
    }

    BatchesSeen seen(@Nullable String resumedAt, @Nullable String stopped) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        List<Double> sorted = new ArrayList<>(durationsMs);
        Collections.sort(sorted);
        return new BatchesSeen(
                sorted.size(),
                rows,
                rows == 0 ? null : rows / seconds,
                sorted.size() < LEAST_FOR_P50 ? null : sorted.get((sorted.size() - 1) / 2),
                sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1),
                resumedAt,
                stopped);
    }
}
