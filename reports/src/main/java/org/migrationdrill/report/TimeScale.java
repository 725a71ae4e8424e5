package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Places moments of an axis from left to right, in percent, so that a drawing is as wide as its reader likes. */
record TimeScale(double durationMs) {
    private static final int MOST_TICKS = 16;
    private static final double[] STEPS = {1, 2, 5};

    TimeScale {
        durationMs = Math.max(1, durationMs);
    }

    String at(double millis) {
        return percent(clamped(millis));
    }

    String width(double fromMs, double toMs) {
        return percent(Math.max(0, clamped(toMs) - clamped(fromMs)));
    }

    boolean isNearEnd(double millis) {
        return millis > durationMs * 0.97;
    }

    /** Round moments, not too many. */
    List<Double> ticks() {
        double step = step();
        var ticks = new ArrayList<Double>();
        for (double at = 0; at <= durationMs; at += step) {
            ticks.add(at);
        }
        return ticks;
    }

    private double step() {
        for (double power = 100; ; power *= 10) {
            for (double step : STEPS) {
                if (durationMs / (step * power) <= MOST_TICKS) {
                    return step * power;
                }
            }
        }
    }

    private double clamped(double millis) {
        return Math.min(durationMs, Math.max(0, millis));
    }

    private String percent(double millis) {
        return String.format(Locale.ROOT, "%.3f%%", 100 * millis / durationMs);
    }
}
