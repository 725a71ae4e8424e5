/**
 * The walk: every migration of a directory forward, back and forward again, then all of them, on a server of its own, without a
 * scenario. What it sees becomes a {@code WalkReport}. May use {@code migration}, {@code database}, {@code engine}, {@code observe},
 * {@code input} and {@code report}.
 */
@NullMarked
package org.migrationdrill.walk;

import org.jspecify.annotations.NullMarked;
