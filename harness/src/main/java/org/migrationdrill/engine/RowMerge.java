package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through several sides at once, so that rows with the same key meet, in constant memory. */
final class RowMerge {
    private RowMerge() {}

    /** What to do with the rows of one key. */
    interface Visitor {
        /** Rows in the order of the sides; null where a side has none (left). */
        void visit(List<@Nullable ReadRow> rows);
    }

    static void walk(List<RowCursor> sides, Visitor visitor) throws SQLException {
        for (ReadRow least = least(sides); least != null; least = least(sides)) {
            List<@Nullable ReadRow> rows = new ArrayList<>(sides.size());
            for (RowCursor side : sides) {
                rows.add(side.takeIfAt(least));
            }
            visitor.visit(rows);
        }
    }

    private static @Nullable ReadRow least(List<RowCursor> sides) {
        List<ReadRow> heads = new ArrayList<>(sides.size());
        for (RowCursor side : sides) {
            ReadRow head = side.current();
            if (head != null) {
                heads.add(head);
            }
        }
        return heads.isEmpty() ? null : Collections.min(heads);
    }
}
