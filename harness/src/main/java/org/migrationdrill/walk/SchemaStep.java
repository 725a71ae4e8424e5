package org.migrationdrill.walk;

import org.jspecify.annotations.Nullable;
import org.migrationdrill.migration.MigrationResult;
import org.migrationdrill.observe.SchemaSnapshot;

/**
 * One migration on the rows of the migrations themselves.
 *
 * @param before the schema before it
 * @param after the schema after it; the one before it where it failed
 * @param trial null when it failed or has no reverse
 */
record SchemaStep(
        SchemaSnapshot before,
        MigrationResult forward,
        SchemaSnapshot after,
        @Nullable Trial trial) {
    boolean ran() {
        return forward instanceof MigrationResult.Applied;
    }
}
