package org.migrationdrill.report;

import org.jspecify.annotations.Nullable;

/**
 * A session in a lock queue: an app's operation or a step's statement.
 *
 * @param version null for the migration's own session
 * @param step null for an app's session
 */
public record LockParty(
        @Nullable String version,
        @Nullable String operation,
        @Nullable String step,
        @Nullable String statement) {}
