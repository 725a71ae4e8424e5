package org.migrationdrill.report;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as a reviewer reads them, the same in every locale. */
final class Figures {
    private static final String[] BYTE_UNITS = {"bytes", "kB", "MB", "GB", "TB"};

    private Figures() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 error}, {@code 2,000 errors}. */
    static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    static String bytes(long bytes) {
        double left = bytes;
        int unit = 0;
        while (left >= 1000 && unit < BYTE_UNITS.length - 1) {
            left /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || left >= 100 ? "%.0f %s" : "%.1f %s", left, BYTE_UNITS[unit]);
    }

    static String duration(long millis) {
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = Math.round(millis / 1000.0);
        return count(seconds / 60) + " min " + seconds % 60 + " s";
    }

    /** A latency or a wait, to a tenth where it is short: {@code 3.1 ms}, {@code 412 ms}, {@code 4.9 s}. */
    static String millis(double millis) {
        return millis < 9.95 ? String.format(Locale.ROOT, "%.1f ms", millis) : duration(Math.round(millis));
    }

    /** A moment on the load's axis: {@code 12.3 s}. */
    static String instant(double millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }

    /** A rate or a throughput, to three digits or so: {@code 0.5}, {@code 99,800}. */
    static String rate(double perSecond) {
        return perSecond < 10 ? String.format(Locale.ROOT, "%.1f", perSecond) : count(Math.round(perSecond));
    }
}
