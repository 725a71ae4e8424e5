package org.migrationdrill.recording;

/**
 * A query that finds rows.
 *
 * @param migrated whether it is for the migrated database, before the way back; else for one that is not migrated, or no longer
 * @param finds how many rows it found in the drill
 * @param differs how many there are to be found
 */
public record QuerySeen(String sql, boolean migrated, long finds, long differs) {}
