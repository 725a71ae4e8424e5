package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Makes rows for the tables of one database, one for each table at a time, so that tables that reference each other can do so with their
 * later rows. Not thread-safe.
 */
final class RowMaking {
    /**
     * Rows to make.
     *
     * @param first the number of the first one
     * @param count how many
     */
    record Wanted(RowTable table, long first, int count) {}

    private final KeyPools pools;
    private final RowTrial trial;
    private final Circles circles;
    private final SortedMap<String, Integer> made = new TreeMap<>();
    private final SortedMap<String, String> refused = new TreeMap<>();

    RowMaking(RowSession session, List<RowTable> tables) {
        this.pools = new KeyPools(session);
        this.trial = new RowTrial(session, pools, tables);
        this.circles = new Circles(session, pools, trial, tables);
    }

    MadeRows make(List<Wanted> wanted) throws SQLException {
        prepare(wanted);
        Map<Long, Wanted> byTable = new HashMap<>();
        wanted.forEach(each -> byTable.put(each.table().oid(), each));
        List<RowTable> order = FillOrder.of(wanted.stream().map(Wanted::table).toList());
        int rounds = wanted.stream().mapToInt(Wanted::count).max().orElse(0);
        for (int round = 0; round < rounds; round++) {
            for (RowTable table : order) {
                Wanted rows = byTable.get(table.oid());
                if (rows != null && round < rows.count() && made.getOrDefault(table.label(), 0) < rows.count()) {
                    make(table, rows.first() + round);
                }
            }
        }
        refused.keySet().removeAll(made.keySet());
        return new MadeRows(made, refused);
    }

    private void prepare(List<Wanted> wanted) throws SQLException {
        try {
            pools.readAll(wanted.stream().map(Wanted::table).toList());
        } catch (RowRefusal later) {
            // Each is read when it is needed, and the one that fails says so for its table.
            pools.forget();
        }
        trial.foresee(wanted.stream()
                .flatMap(rows -> IntStream.range(0, rows.count())
                        .mapToObj(i -> new RowDrafts.Numbered(rows.table(), rows.first() + i)))
                .toList());
    }

    private void make(RowTable table, long number) throws SQLException {
        try {
            circles.make(table, number).forEach(each -> made.merge(each.label(), 1, Integer::sum));
        } catch (RowRefusal reason) {
            refused.put(table.label(), String.valueOf(reason.getMessage()));
        }
    }
}
