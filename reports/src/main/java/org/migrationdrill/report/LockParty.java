package org.migrationdrill.report;

import org.jspecify.annotations.Nullable;

/**
 * A session in a lock queue: an app's operation, a step's statement, or another one.
 *
 * @param version null unless it is an app's or a consumer's session
 * @param step null unless it is a step's session
 * @param statement the step's statement; null where unknown
 * @param place the step's file and line, such as {@code V7__x.sql line 3}; null where unknown
 * @param other an adversary's name, {@code autovacuum}, or who else it is; null for apps and steps
 */
public record LockParty(
        @Nullable String version,
        @Nullable String operation,
        @Nullable String step,
        @Nullable String statement,
        @Nullable String place,
        @Nullable String other) {}
