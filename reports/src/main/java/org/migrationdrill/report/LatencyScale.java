package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.migrationdrill.report.LoadReport.SeriesReport;

/**
 * Places latencies from bottom to top, ten times as much always as far up: a stall of seconds and the milliseconds beside it are
 * both to be seen.
 *
 * @param low power of ten of the lowest line
 * @param high power of ten of the highest line
 */
record LatencyScale(int low, int high) {
    static LatencyScale of(List<SeriesReport> series) {
        var values = series.stream()
                .flatMap(one -> Stream.of(one.p50Ms(), one.p99Ms(), one.maxMs()))
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .filter(value -> value > 0)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        if (values.getCount() == 0) {
            return new LatencyScale(0, 2);
        }
        int low = (int) Math.floor(Math.log10(values.getMin()));
        int high = (int) Math.ceil(Math.log10(values.getMax()));
        return new LatencyScale(low, Math.max(high, low + 1));
    }

    /** Down from the top of a drawing of that height. */
    double down(double millis, double height) {
        double up = (Math.log10(Math.max(millis, Math.pow(10, low))) - low) / (high - low);
        return height * (1 - Math.min(1, up));
    }

    /** The lines with their labels. */
    List<Double> ticks() {
        var ticks = new ArrayList<Double>();
        for (int power = low; power <= high; power++) {
            ticks.add(Math.pow(10, power));
        }
        return ticks;
    }

    /** Short enough for an axis: {@code 0.1 ms}, {@code 10 ms}, {@code 10 s}. */
    static String label(double millis) {
        if (millis >= 1_000) {
            return Figures.count(Math.round(millis / 1_000)) + " s";
        }
        return millis < 1 ? millis + " ms" : Figures.count(Math.round(millis)) + " ms";
    }
}
