package org.migrationdrill.observe;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row difference as a line that a reviewer reads. */
final class RowWording {
    private RowWording() {}

    static String of(RowDifference row) {
        return switch (row.kind()) {
            case MISSING -> row.key() + " is missing";
            case EXTRA -> row.key() + " is extra";
            case CHANGED ->
                row.key() + ": " + row.cells().stream().map(RowWording::of).collect(Collectors.joining(", "));
        };
    }

    private static String of(CellDifference cell) {
        return cell.column() + " " + value(cell.before()) + " -> " + value(cell.after());
    }

    private static String value(@Nullable String text) {
        return text == null ? "NULL" : "'" + text + "'";
    }
}
