/**
 * Servers and copies: where a drill's databases come from and where they go. A provider starts a server that belongs to the drill
 * alone; the server makes databases and fresh copies of them. Engine types (PostgreSQL's catalog) stay in {@code engine}.
 */
@NullMarked
package org.migrationdrill.database;

import org.jspecify.annotations.NullMarked;
