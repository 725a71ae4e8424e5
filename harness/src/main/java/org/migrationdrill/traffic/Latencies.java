package org.migrationdrill.traffic;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Latencies of runs, and the figures that there are samples enough for. */
final class Latencies {
    private static final int SAMPLES_FOR_P50 = 10;
    private static final int SAMPLES_FOR_P99 = 100;
    private static final double MICROS_PER_MS = 1000;

    private final Histogram micros = new Histogram(3);
    private long most = -1;

    void add(long latencyMicros) {
        micros.recordValue(latencyMicros);
        most = Math.max(most, latencyMicros);
    }

    void clear() {
        micros.reset();
        most = -1;
    }

    @Nullable Double p50Ms() {
        return percentile(50, SAMPLES_FOR_P50);
    }

    @Nullable Double p99Ms() {
        return percentile(99, SAMPLES_FOR_P99);
    }

    @Nullable Double maxMs() {
        return most < 0 ? null : most / MICROS_PER_MS;
    }

    private @Nullable Double percentile(double percentile, int samples) {
        return micros.getTotalCount() < samples
                ? null
                : Math.min(most, micros.getValueAtPercentile(percentile)) / MICROS_PER_MS;
    }
}
