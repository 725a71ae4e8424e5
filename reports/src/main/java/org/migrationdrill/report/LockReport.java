package org.migrationdrill.report;

import org.jspecify.annotations.Nullable;

/**
 * A lock that a statement took.
 *
 * @param mode the server's name, such as {@code AccessExclusiveLock}
 * @param heldMs from its grant until its transaction ended
 * @param victims operations that waited for it; null when not measured
 * @param blocks what the mode keeps others from, in words; empty: nothing that apps do
 * @param grantedAfterMs on the load's axis: it was not granted before
 * @param grantedByMs on the load's axis: it was granted by then
 * @param exact whether the session itself saw it; else it was sampled from outside, and shorter ones were missed
 */
public record LockReport(
        String relation,
        String mode,
        double heldMs,
        @Nullable Long victims,
        String blocks,
        double grantedAfterMs,
        double grantedByMs,
        boolean exact) {}
