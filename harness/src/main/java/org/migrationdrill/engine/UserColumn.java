package org.migrationdrill.engine;

/**
 * A column as the catalog has it.
 *
 * @param type with its modifiers, as in {@code character varying(20)}
 * @param serverMade whether the server fills it in: an identity, a default, a generated column
 */
record UserColumn(String name, String type, boolean serverMade) {}
