package org.migrationdrill.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint or a unique index of the schema to go back to.
 *
 * @param kind {@code pg_constraint.contype}; {@code u} for a unique index alone
 * @param definition as the catalog writes it, without the columns' table
 * @param columns whose values it looks at, by their old names
 * @param parts of the index behind it, as expressions; those of a foreign key are its columns
 * @param operators one a part, where it compares rows by others than equality, and for a foreign key; else empty
 * @param condition the expression of a check, or an index's predicate; null for neither
 * @param nullsAlike whether NULL counts as a value
 * @param referenced oid of the table that a foreign key refers to; 0 for none
 * @param referencedColumns one a part
 * @param period whether a foreign key is about periods that cover one another
 */
record OldConstraint(
        long table,
        String name,
        char kind,
        String definition,
        List<String> columns,
        List<String> parts,
        List<String> operators,
        @Nullable String condition,
        boolean nullsAlike,
        long referenced,
        List<String> referencedColumns,
        boolean matchesFull,
        boolean period) {
    OldConstraint {
        columns = List.copyOf(columns);
        parts = List.copyOf(parts);
        operators = List.copyOf(operators);
        referencedColumns = List.copyOf(referencedColumns);
    }
}
