/**
 * The way in from a command line: options in, exit codes out. Picocli's types stay here. What a command finds goes to standard output, all
 * else (progress, errors) to standard error.
 */
@NullMarked
package org.migrationdrill.cli;

import org.jspecify.annotations.NullMarked;
