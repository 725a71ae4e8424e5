package org.migrationdrill.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.LoadEvent.BatchesSeen;

/** Counts a backfill's batches. Used by one thread. */
final class BatchTally {
    private static final int ENOUGH_FOR_A_MEDIAN = 10;

    private final OptionalLong resumedAt;
    private final long startNanos = System.nanoTime();
    private final List<Double> batchMs = new ArrayList<>();
    private long rows;
    private @Nullable String stopped;

    /** {@code resumedAt} is the key that it goes on after; empty: it begins at the beginning. */
    BatchTally(OptionalLong resumedAt) {
        this.resumedAt = resumedAt;
    }

    /** A batch was committed. */
    void batch(Duration duration, long changed) {
        batchMs.add(duration.toNanos() / 1e6);
        rows += changed;
    }

    void stopped(String reason) {
        stopped = reason;
    }

    int batches() {
        return batchMs.size();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    BatchesSeen seen() {
        double seconds = elapsed().toNanos() / 1e9;
        return new BatchesSeen(
                batchMs.size(),
                rows,
                rows == 0 ? null : rows / seconds,
                batchMs.size() < ENOUGH_FOR_A_MEDIAN ? null : median(),
                batchMs.isEmpty() ? 0 : Collections.max(batchMs),
                resumedAt.isEmpty() ? null : String.valueOf(resumedAt.getAsLong()),
                stopped);
    }

    private double median() {
        List<Double> sorted = batchMs.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
