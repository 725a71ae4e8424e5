package org.migrationdrill.rehearsal;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.observe.Axis;

/**
 * What a step is watched with under load.
 *
 * @param axis of the run
 * @param statistics a database of the drill's own on the same server, where the server's statistics of statements are read; null:
 *     there is none, and what statements wrote stays unknown
 * @param sessions is told the server's process of each of the step's sessions, as soon as it is open, on the step's thread
 */
record Lookout(Axis axis, @Nullable DatabaseCopy statistics, IntConsumer sessions) {}
