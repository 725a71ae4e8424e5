/**
 * The programs that use the database while it is migrated: their query suites, what an operation answers, and whether two
 * answers are the same. Knows no rollout and no migration; may use {@code input}, {@code fixture} and JDBC.
 */
@NullMarked
package org.migrationdrill.app;

import org.jspecify.annotations.NullMarked;
