package org.migrationdrill.observe;

import org.jspecify.annotations.Nullable;

/**
 * When two values of a column mean the same to whoever uses them.
 *
 * @param table the name as one writes it, without the schema when that is {@code public}
 * @param column one of the table's columns before anything was migrated
 * @param heldIn the column that holds the value where a migration has taken {@code column} away; null where there is none
 * @param expression SQL over the table's columns before the migration; rows for which it gives the same have the same value
 */
public record Equivalence(
        String table, String column, @Nullable String heldIn, String expression) {}
