/** What the user wrote in {@code drill.yaml}, as data, and its reader. May use {@code input} and {@code fixture}; starts nothing. */
@NullMarked
package org.migrationdrill.scenario;

import org.jspecify.annotations.NullMarked;
