package org.migrationdrill.database;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A server that has no room for what the drill writes: the machine's fault, and nothing about the migration. */
public final class DiskFull {
    /** What to do about it; without a stop at its end. */
    static final String ADVICE = "The database has no space left: make room for it, on a Docker engine with"
            + " ‘docker system prune’, or take a smaller ‘scale’ (-Ddrill.scale)";

    private static final String SQL_STATE = "53100";
    /** The kernel's words, which also come from whatever runs before there is a server. */
    private static final String NO_SPACE = "no space left on device";

    private DiskFull() {}

    /** Whether the server means that with its error. */
    public static boolean is(@Nullable String sqlState) {
        return SQL_STATE.equals(sqlState);
    }

    /** The words, led by what to do where they tell of a full disk and don't say that yet. */
    public static String advised(String words) {
        return isToldBy(words) && !words.contains(ADVICE) ? ADVICE + ". " + words : words;
    }

    static boolean isToldBy(String words) {
        return words.toLowerCase(Locale.ROOT).contains(NO_SPACE);
    }
}
