package org.migrationdrill.scenario;

import org.migrationdrill.input.Place;

/**
 * A query with the answer it must give: a phase's verification or the scenario's invariant.
 *
 * @param sql one query of one row and one column
 * @param expected that value as text
 */
public record Check(String name, String sql, String expected, Place place) {}
