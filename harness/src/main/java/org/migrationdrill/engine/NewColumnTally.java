package org.migrationdrill.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.CellDifference;
import org.migrationdrill.observe.NewColumnValues;
import org.migrationdrill.observe.RowDifference;
import org.migrationdrill.observe.RowDifference.Kind;

/** Counts for each new column of one table the values that did not come back. */
final class NewColumnTally {
    private final String table;
    private final Map<String, Lost> byColumn = new LinkedHashMap<>();

    NewColumnTally(String table, List<String> comparable) {
        this.table = table;
        comparable.forEach(column -> byColumn.put(column, new Lost()));
    }

    private static final class Lost {
        private long count;
        private final Examples examples = new Examples();
    }

    void compare(TableReading reading, @Nullable ReadRow before, @Nullable ReadRow after) {
        if (before != null) {
            byColumn.forEach((column, lost) -> compare(reading, column, lost, before, after));
        }
    }

    private static void compare(
            TableReading reading, String column, Lost lost, ReadRow before, @Nullable ReadRow after) {
        int place = reading.columns().indexOf(column);
        String value = before.cells().get(place);
        String found = after == null ? null : after.cells().get(place);
        if (value == null || Objects.equals(value, found)) {
            return;
        }
        lost.count++;
        String key = new RowWitness(reading).key(before);
        lost.examples.offer(
                key,
                () -> new RowDifference(
                        after == null ? Kind.MISSING : Kind.CHANGED,
                        key,
                        List.of(new CellDifference(column, value, found))));
    }

    NewColumnValues result(String column, long values) {
        Lost lost = byColumn.get(column);
        if (lost == null) {
            return new NewColumnValues(table, column, values, 0, values, true, List.of());
        }
        return new NewColumnValues(table, column, values, values - lost.count, lost.count, false, lost.examples.list());
    }
}
