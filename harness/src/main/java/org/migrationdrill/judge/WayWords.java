package org.migrationdrill.judge;

import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent.NewWritesSeen;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.recording.Written;

/** What a way back did, in the words of its kind. */
final class WayWords {
    private static final String FORWARD_FIX = "forward-fix";
    private static final String RESTORE = "restore";
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
        return rollback.mode().equals(FORWARD_FIX);
    }

    static boolean isRestore(RolledBack rollback) {
        return rollback.mode().equals(RESTORE);
    }

    static boolean isRestore(Recording recording, NewWritesSeen writes) {
        return declared(recording, Plans.after(recording, writes.to())).equals(RESTORE);
    }

    private static String declared(Recording recording, String phase) {
        return Plans.phase(recording, phase).rollback();
    }

    /** Whether the app went back alone. */
    static boolean isKeep(RolledBack rollback) {
        return rollback.mode().equals("keep");
    }

    /** The beginning of a sentence about what it failed of. */
    static String going(RolledBack rollback, String phase) {
        if (isForwardFix(rollback)) {
            return "Fixing phase " + phase + " forward" + fromLater(rollback, phase);
        }
        return isRestore(rollback)
                ? "Restoring what was before phase " + phase + fromLater(rollback, phase)
                : "Rolling back phase " + phase;
    }

    /** The same where only the plan tells how the phase is gone back from. */
    static String going(Recording recording, String phase) {
        return switch (declared(recording, phase)) {
            case FORWARD_FIX -> "Fixing phase " + phase + " forward";
            case RESTORE -> "Restoring what was before phase " + phase;
            default -> "Rolling back phase " + phase;
        };
    }

    /** The beginning of a sentence about what it left. */
    static String after(RolledBack rollback, String phase) {
        if (isForwardFix(rollback)) {
            return "After the forward fix of phase " + phase + fromLater(rollback, phase);
        }
        return isRestore(rollback)
                ? "After the copy from before phase " + phase + " was put back" + fromLater(rollback, phase)
                : "After rolling back phase " + phase;
    }

    /** Where the way was gone from further on; empty where it was from the phase's own end. */
    static String fromLater(RolledBack rollback, String phase) {
        return rollback.from().equals(phase) ? "" : " from the end of phase " + rollback.from();
    }

    /** What to mend. */
    static String means(RolledBack rollback) {
        return isForwardFix(rollback) || isRestore(rollback) ? "the script" : "the reverse";
    }

    /** The same where only the plan tells how the phase is gone back from. */
    static String means(Recording recording, String phase) {
        return declared(recording, phase).equals(FORWARD_FIX) ? "the script" : "the reverse";
    }

    /** What had been written before, to follow what was done; may be empty. */
    static String once(Written written) {
        return written == Written.NOTHING ? "" : ", once the app had written through it";
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
