package org.migrationdrill.judge;

import org.migrationdrill.recording.Event.RolledBack;

/** What a way back did, in the words of its kind. */
final class WayWords {
    private static final String AFTER_WRITES = "after writes";
    private static final String AFTER_NEW_WRITES = "after new writes";
    private static final String WITH_EDGES = " with edge values";

    private WayWords() {}

    /** Whether something was seen where only the newer version had written. */
    static boolean isAfterNewWrites(String moment) {
        return moment.startsWith(AFTER_NEW_WRITES);
    }

    /** What an answer at a moment was held against. */
    static String other(String moment) {
        return isAfterNewWrites(moment) ? "the newer version does on the same rows" : "without the migration";
    }

    static boolean isForwardFix(RolledBack rollback) {
        return rollback.mode().equals("forward-fix");
    }

    static boolean isRestore(RolledBack rollback) {
        return rollback.mode().equals("restore");
    }

    /** Whether the app went back alone. */
    static boolean isKeep(RolledBack rollback) {
        return rollback.mode().equals("keep");
    }

    /** The beginning of a sentence about what it failed of. */
    static String going(RolledBack rollback, String phase) {
        if (isForwardFix(rollback)) {
            return "Fixing phase " + phase + " forward";
        }
        return isRestore(rollback) ? "Restoring what was before phase " + phase : "Rolling back phase " + phase;
    }

    /** The beginning of a sentence about what it left. */
    static String after(RolledBack rollback, String phase) {
        if (isForwardFix(rollback)) {
            return "After the forward fix of phase " + phase;
        }
        return isRestore(rollback)
                ? "After the copy from before phase " + phase + " was put back"
                : "After rolling back phase " + phase;
    }

    /** What to mend. */
    static String means(RolledBack rollback) {
        return isForwardFix(rollback) || isRestore(rollback) ? "the script" : "the reverse";
    }

    /** {@code at migrate 2 forward}, {@code while the schema was kept}: when something was seen. */
    static String at(String moment) {
        return switch (moment) {
            case "schema kept" -> "later, with the app back and the schema kept";
            case AFTER_WRITES -> "with the schema kept, once the app had written all that it can";
            case AFTER_WRITES + WITH_EDGES ->
                "with the schema kept, once the app had written all that it can with edge values";
            case AFTER_NEW_WRITES -> "with the app back, on what only the newer version writes";
            case AFTER_NEW_WRITES + WITH_EDGES ->
                "with the app back, on what only the newer version writes with edge values";
            case "fixed forward" -> "after the forward fix";
            case "put back" -> "on the copy put back";
            default -> "at " + moment;
        };
    }
}
