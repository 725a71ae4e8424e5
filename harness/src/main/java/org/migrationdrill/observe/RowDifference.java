package org.migrationdrill.observe;

import java.util.List;

/**
 * A row that is not the same on both sides.
 *
 * @param key the row's key as {@code id=17}, with {@code ", "} between the columns of a composite one; all of the row where its
 *     table has no key
 * @param cells for a changed row the columns that differ, else its first few columns; in the table's order
 * @param writer the transaction that wrote the expected row, or deleted the one that only the side under test has, its id with its
 *     epoch; 0 where a row is older than the comparison's starting point, or nobody deleted it
 */
public record RowDifference(Kind kind, String key, List<CellDifference> cells, long writer) {
    /** Which side has the row. */
    public enum Kind {
        /** Both sides have it, with different values. */
        CHANGED,
        /** Only the expected side has it. */
        MISSING,
        /** Only the side under test has it. */
        EXTRA
    }

    /** Of a row that nobody has written of late. */
    public RowDifference(Kind kind, String key, List<CellDifference> cells) {
        this(kind, key, cells, TableComparison.OLDER);
    }

    public RowDifference {
        cells = List.copyOf(cells);
    }
}
