/**
 * The drill's own log of observations: {@link org.migrationdrill.recording.Event}s, written to disk as they happen and read
 * back. They come in families: of the drill, of its phases, of the ways back, of the load. Judging and reporting start from here
 * and are repeatable. Plain data, no JDBC.
 */
@NullMarked
package org.migrationdrill.recording;

import org.jspecify.annotations.NullMarked;
