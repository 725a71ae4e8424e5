package org.migrationdrill.migration;

import java.time.Duration;
import java.util.List;

/** What became of a migration, forward or reverse. */
public sealed interface MigrationResult {
    /** From the first connection to the last one's end. */
    Duration duration();

    /** Whether traces of an earlier attempt had to be removed from the tool's history before. */
    boolean repaired();

    /**
     * It ran to its end.
     *
     * @param scripts what ran, in order: scripts relative to their locations, classes by their names
     * @param remarks what a reader should know of what it left behind in its session, in sentences
     */
    record Applied(Duration duration, List<String> scripts, boolean repaired, List<String> remarks)
            implements MigrationResult {
        public Applied {
            scripts = List.copyOf(scripts);
            remarks = List.copyOf(remarks);
        }

        /** Without remarks. */
        public Applied(Duration duration, List<String> scripts, boolean repaired) {
            this(duration, scripts, repaired, List.of());
        }
    }

    /**
     * It failed.
     *
     * @param failure the first failure
     * @param lockTimeout whether a lock did not come in time, so that another attempt may succeed
     * @param partlyApplied whether something of it may have stayed: it ran outside of a transaction, or a repeatable
     *     migration failed after it
     */
    record Failed(SqlFailure failure, Duration duration, boolean lockTimeout, boolean partlyApplied, boolean repaired)
            implements MigrationResult {}
}
