package org.migrationdrill.judge;

import java.util.List;

/** What PostgreSQL's table locks keep apps from (manual, 13.3.1). From the weakest to the strongest. */
final class LockModes {
    static final String ACCESS_SHARE = "AccessShareLock";
    static final String ROW_EXCLUSIVE = "RowExclusiveLock";
    static final String SHARE = "ShareLock";
    private static final String ROW_SHARE = "RowShareLock";
    private static final List<String> STOP_WRITES =
            List.of(SHARE, "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock");

    private LockModes() {}

    /** Whether apps can't write, or not even read, while somebody holds it. */
    static boolean stopsApps(String mode) {
        return STOP_WRITES.contains(mode);
    }

    /** In words; empty where it is in nobody's way. */
    static String blocks(String mode) {
        return switch (mode) {
            case "AccessExclusiveLock" -> "every read and write";
            case "ExclusiveLock" -> "every write and every SELECT … FOR UPDATE";
            case "ShareRowExclusiveLock", SHARE -> "every write";
            case "ShareUpdateExclusiveLock" -> "other schema changes and VACUUM";
            default -> "";
        };
    }

    /** What those could not do who waited for these modes: the weakest of them tells. */
    static String stopped(List<String> wanted) {
        if (wanted.contains(ACCESS_SHARE)) {
            return "read";
        }
        if (wanted.contains(ROW_SHARE)) {
            return "lock rows of";
        }
        return "write to";
    }
}
