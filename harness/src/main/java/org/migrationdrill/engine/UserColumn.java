package org.migrationdrill.engine;

/**
 * A column as the catalog has it.
 *
 * @param type with its modifiers, as in {@code character varying(20)}
 * @param serverMade whether the server fills it in: an identity, a default, a generated column
 * @param stored what a row's value depends on besides the row's bytes: the place in them, and what stands for it in rows that are
 *     older than the column; empty where values are computed when they are read
 */
record UserColumn(String name, String type, boolean serverMade, String stored) {}
