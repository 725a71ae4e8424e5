package org.migrationdrill.database;

import java.lang.management.ManagementFactory;

/**
 * What a server has to run on.
 *
 * @param cores processors it may keep busy, parts of one rounded up; 0 where that is not known
 * @param memoryBytes what it may use; 0 where that is not known
 */
public record Machine(int cores, long memoryBytes) {
    /** The one that this runs on. */
    public static Machine local() {
        return new Machine(Runtime.getRuntime().availableProcessors(), localMemoryBytes());
    }

    private static long localMemoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : 0;
    }
}
