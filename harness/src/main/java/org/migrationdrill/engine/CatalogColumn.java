package org.migrationdrill.engine;

import java.util.List;

/**
 * A column with what decides which values it takes.
 *
 * @param number {@code attnum}, which a rename keeps
 * @param type as {@code format_type} has it, with its schema unless that is {@code pg_catalog}
 * @param base {@code typname} of a type of {@code pg_catalog}; empty for all others
 * @param modifier {@code atttypmod}; -1 for none
 * @param labels of an enum; empty for all other types
 */
record CatalogColumn(int number, String name, String type, String base, int modifier, List<String> labels) {
    CatalogColumn {
        labels = List.copyOf(labels);
    }

    /** Whether this column may hold what the other one can't. */
    boolean mayExceed(CatalogColumn other) {
        return !type.equals(other.type) || !other.labels.containsAll(labels);
    }
}
