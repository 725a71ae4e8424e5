/**
 * Forward and reverse by the migration tool a team uses; Flyway first. The tool's own types stay in here: what leaves this package
 * are records. May use {@code scenario}, {@code database}, {@code engine} and {@code input}.
 */
@NullMarked
package org.migrationdrill.migration;

import org.jspecify.annotations.NullMarked;
