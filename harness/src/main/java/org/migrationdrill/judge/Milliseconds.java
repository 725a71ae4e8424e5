package org.migrationdrill.judge;

import java.util.Locale;

/** Words for durations. */
final class Milliseconds {
    private Milliseconds() {}

    /** {@code 4 ms}, {@code 230 ms}, {@code 4.8 s}, {@code 3 min 20 s}. */
    static String inWords(double ms) {
        if (ms < 999.5) {
            return Math.round(ms) + " ms";
        }
        if (ms < 119_950) {
            return String.format(Locale.ROOT, "%.1f s", ms / 1000);
        }
        long seconds = Math.round(ms / 1000);
        return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
}
