package org.migrationdrill.scenario;

import java.util.Optional;

/**
 * When two values of a column mean the same to whoever uses them, as the author says.
 *
 * @param table with its schema where that is not {@code public}
 * @param column one of the table's columns before anything is migrated
 * @param heldIn the column that holds the value once a migration has taken {@code column} away
 * @param expression SQL over the table's columns; rows for which it gives the same have the same value
 */
public record DeclaredEquivalence(String table, String column, Optional<String> heldIn, String expression) {}
