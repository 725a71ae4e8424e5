package org.migrationdrill.observe;

import org.jspecify.annotations.Nullable;

/**
 * A lock on a relation that a statement got and had not before. Times are milliseconds on the run's {@link Axis}.
 *
 * @param relation qualified, unquoted: {@code public.orders}
 * @param table the table it belongs to where it is an index or a toast table; else itself
 * @param mode the server's name: {@code AccessExclusiveLock}
 * @param existedBefore whether the relation was there before the step began: a lock on a new one is nobody's matter
 * @param grantedAfterMs it was not granted before
 * @param grantedByMs it was granted by then
 * @param releasedMs when it went with its transaction; null where that was not seen
 * @param exact whether the session itself saw it; else it was sampled from outside, or follows from what was sampled
 */
public record LockTaken(
        String relation,
        String table,
        String mode,
        boolean existedBefore,
        double grantedAfterMs,
        double grantedByMs,
        @Nullable Double releasedMs,
        boolean exact) {}
