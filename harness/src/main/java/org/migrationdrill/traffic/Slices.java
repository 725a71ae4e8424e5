package org.migrationdrill.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.traffic.Ledger.Outcome;
import org.migrationdrill.traffic.Ledger.Row;

/** One version's runs in slices of time, from the axis' zero on. */
final class Slices {
    private static final double SECOND_MS = 1000;

    private final double sliceMs;
    private final int[] done;
    private final int[] failed;
    /** The latencies of each slice in microseconds, without those of void runs. */
    private final List<long[]> samples;

    private final int[] sampled;

    Slices(double sliceMs, double endMs) {
        int count = Math.max(0, (int) Math.ceil(endMs / sliceMs));
        this.sliceMs = sliceMs;
        this.done = new int[count];
        this.failed = new int[count];
        this.samples = new ArrayList<>(Collections.nCopies(count, new long[0]));
        this.sampled = new int[count];
    }

    void add(Row row, double dueMs, boolean isVoid) {
        int slice = (int) Math.floor(dueMs / sliceMs);
        if (slice < 0 || slice >= done.length || !row.outcome().isFinal()) {
            return;
        }
        done[slice]++;
        if (row.outcome() == Outcome.FAILED) {
            failed[slice]++;
        }
        if (!isVoid) {
            sample(slice, row.latencyMicros());
        }
    }

    private void sample(int slice, long micros) {
        long[] kept = samples.get(slice);
        if (sampled[slice] == kept.length) {
            kept = Arrays.copyOf(kept, Math.max(16, kept.length * 2));
            samples.set(slice, kept);
        }
        kept[sampled[slice]++] = micros;
    }

    TrafficRecord.Timeline timeline(String version, List<Boolean> voided) {
        List<@Nullable Double> p50 = new ArrayList<>();
        List<@Nullable Double> p99 = new ArrayList<>();
        List<@Nullable Double> max = new ArrayList<>();
        Latencies latencies = new Latencies();
        int second = (int) Math.max(1, Math.round(SECOND_MS / sliceMs));
        for (int slice = 0; slice < done.length; slice++) {
            measure(latencies, slice, slice);
            p50.add(latencies.p50Ms());
            max.add(latencies.maxMs());
            measure(latencies, Math.max(0, slice - second + 1), slice);
            p99.add(latencies.p99Ms());
        }
        return new TrafficRecord.Timeline(version, 0, sliceMs, boxed(done), boxed(failed), p50, p99, max, voided);
    }

    private void measure(Latencies latencies, int first, int last) {
        latencies.clear();
        for (int slice = first; slice <= last; slice++) {
            long[] kept = samples.get(slice);
            for (int i = 0; i < sampled[slice]; i++) {
                latencies.add(kept[i]);
            }
        }
    }

    private static List<Integer> boxed(int[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
