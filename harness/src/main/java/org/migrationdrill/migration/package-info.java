/**
 * Forward and reverse by the migration tool a team uses; Flyway first. The tool's own types stay in here: what leaves this package
 * are records. Tools without a Java library are run by what {@code layout} has read. May use {@code layout}, {@code scenario},
 * {@code database}, {@code engine}, {@code input}, and {@code app} to tell statements apart.
 */
@NullMarked
package org.migrationdrill.migration;

import org.jspecify.annotations.NullMarked;
