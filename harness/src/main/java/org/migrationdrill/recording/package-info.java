/**
 * The drill's own log of observations: {@link org.migrationdrill.recording.Event}s, written to disk as they happen and read
 * back. Judging and reporting start from here and are repeatable. Plain data, no JDBC.
 */
@NullMarked
package org.migrationdrill.recording;

import org.jspecify.annotations.NullMarked;
