package org.migrationdrill.report;

import org.jspecify.annotations.Nullable;

/**
 * A lock that a statement took.
 *
 * @param mode the server's name, such as {@code AccessExclusiveLock}
 * @param heldMs until its transaction ended
 * @param victims operations that waited for it; null when not measured
 */
public record LockReport(
        String relation,
        String mode,
        double heldMs,
        @Nullable Long victims) {}
