package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Rows of one table as they were at a moment: by the text of its key each row's values, of which only hashes are kept. Of rows of a table
 * without a key that are the same there is one.
 *
 * @param cut whether there are more rows than are kept
 */
record RowImages(TableReading reading, Map<String, List<Optional<Long>>> byKey, boolean cut) {
    /** More rows of one transaction are not looked at. */
    static final int MOST = 10_000;

    static RowImages none(TableReading reading) {
        return new RowImages(reading, Map.of(), false);
    }

    /** @param condition on the table as {@code t} */
    static RowImages read(StableView view, TableReading reading, String condition) throws SQLException {
        List<String> selection = new ArrayList<>(List.of(reading.keyText()));
        reading.columns()
                .forEach(column ->
                        selection.add("pg_catalog.hashtextextended(t." + UserTable.quoted(column) + "::text, 0)"));
        Map<String, List<Optional<Long>>> byKey = new LinkedHashMap<>();
        int[] rows = {0};
        view.forEach(
                "SELECT " + String.join(", ", selection) + " FROM "
                        + reading.table().source() + " AS t WHERE " + condition + " LIMIT " + (MOST + 1),
                row -> {
                    if (++rows[0] <= MOST) {
                        List<Optional<Long>> values = new ArrayList<>();
                        for (int i = 0; i < reading.columns().size(); i++) {
                            values.add(Optional.ofNullable(row.getObject(i + 2, Long.class)));
                        }
                        byKey.put(row.getString(1), values);
                    }
                });
        return new RowImages(reading, byKey, rows[0] > MOST);
    }

    /**
     * The columns with a value in rows that have come, and with another one in rows that were there before. Without a key, a row that
     * was changed has come.
     */
    SortedSet<String> columnsSince(RowImages before) {
        NavigableSet<String> written = new TreeSet<>();
        byKey.forEach((key, values) -> {
            if (!before.cut() || before.byKey().containsKey(key)) {
                List<Optional<Long>> known =
                        before.byKey().getOrDefault(key, Collections.nCopies(values.size(), Optional.empty()));
                IntStream.range(0, values.size())
                        .filter(i -> !values.get(i).equals(known.get(i)))
                        .mapToObj(reading.columns()::get)
                        .forEach(written::add);
            }
        });
        return written;
    }
}
