package org.migrationdrill.judge;

import org.migrationdrill.recording.Event.RolledBack;

/** What a way back did, in the words of its kind. */
final class WayWords {
    private WayWords() {}

    static boolean isForwardFix(RolledBack rollback) {
        return rollback.mode().equals("forward-fix");
    }

    static boolean isRestore(RolledBack rollback) {
        return rollback.mode().equals("restore");
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
            case "fixed forward" -> "after the forward fix";
            case "put back" -> "on the copy put back";
            default -> "at " + moment;
        };
    }
}
