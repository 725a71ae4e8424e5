package org.migrationdrill.observe;

import java.util.List;

/**
 * A row that is not the same on both sides.
 *
 * @param key the row's key as {@code id=17}, with {@code ", "} between the columns of a composite one; all of the row where its
 *     table has no key
 * @param cells for a changed row the columns that differ, else its first few columns; in the table's order
 */
public record RowDifference(Kind kind, String key, List<CellDifference> cells) {
    /** Which side has the row. */
    public enum Kind {
        /** Both sides have it, with different values. */
        CHANGED,
        /** Only the expected side has it. */
        MISSING,
        /** Only the side under test has it. */
        EXTRA
    }

    public RowDifference {
        cells = List.copyOf(cells);
    }
}
