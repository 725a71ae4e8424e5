package org.migrationdrill.engine;

import java.util.List;

/**
 * A foreign key.
 *
 * @param table the referenced table's oid
 * @param source what to put behind FROM to read it
 * @param columns those that {@code referenced} correspond to, in order
 * @param full MATCH FULL: all columns are NULL, or none
 * @param overlaps a temporal one: its last columns are ranges, of which one has to be covered by the other
 */
record RowReference(
        String name,
        List<String> columns,
        long table,
        String source,
        String label,
        List<String> referenced,
        boolean full,
        boolean deferrable,
        boolean overlaps) {
    RowReference {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
    }
}
