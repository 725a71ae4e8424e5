package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Makes rows for the tables of one database. Tables whose rows want each other's get one row at a time, so that they can reference each
 * other with their later rows. Not thread-safe.
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
    private final RowDrafts drafts;
    private final KeyNumbers numbers;
    private final RowBatch batch;
    private final Circles circles;
    private final Map<Long, Set<String>> referenced = new HashMap<>();
    private final SortedMap<String, Integer> made = new TreeMap<>();
    private final SortedMap<String, String> refused = new TreeMap<>();

    RowMaking(RowSession session, List<RowTable> tables) {
        tables.forEach(table -> table.references().forEach(reference -> referenced
                .computeIfAbsent(reference.table(), each -> new TreeSet<>())
                .addAll(reference.referenced())));
        this.pools = new KeyPools(session);
        this.drafts = new RowDrafts(session, pools);
        this.numbers = new KeyNumbers(session);
        this.batch = new RowBatch(session, pools, drafts, numbers, referenced);
        this.circles = new Circles(session, pools, new RowTrial(session, pools, drafts, referenced), tables);
    }

    MadeRows make(List<Wanted> wanted) throws SQLException {
        prepare(wanted);
        Map<Long, Wanted> byTable = new LinkedHashMap<>();
        wanted.forEach(each -> byTable.put(each.table().oid(), each));
        for (List<RowTable> block :
                FillOrder.blocks(wanted.stream().map(Wanted::table).toList())) {
            makeBlock(block.stream()
                    .map(table -> Objects.requireNonNull(byTable.get(table.oid())))
                    .toList());
        }
        putIn();
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
        numbers.take(wanted, referenced);
        drafts.foresee(wanted.stream()
                .flatMap(rows -> IntStream.range(0, rows.count())
                        .mapToObj(i -> new RowDrafts.Numbered(rows.table(), rows.first() + i)))
                .toList());
    }

    private void makeBlock(List<Wanted> block) throws SQLException {
        int rounds = block.stream().mapToInt(Wanted::count).max().orElse(0);
        for (int round = 0; round < rounds; round++) {
            for (Wanted rows : block) {
                if (round < rows.count()
                        && made.getOrDefault(rows.table().label(), 0) + batch.rows(rows.table()) < rows.count()) {
                    place(rows.table(), rows.first() + round);
                }
            }
        }
    }

    private void place(RowTable table, long number) throws SQLException {
        if (batch.isFull() || batch.isWaitedForBy(table)) {
            putIn();
        }
        if (circles.isNeeded(table)) {
            putIn();
            makeAlone(table, number);
        } else {
            batch.add(table, number);
        }
    }

    private void putIn() throws SQLException {
        RowBatch.Outcome outcome = batch.putIn();
        outcome.made().forEach(this::count);
        for (RowBatch.Entry entry : outcome.left()) {
            makeAlone(entry.table(), entry.number());
        }
    }

    private void makeAlone(RowTable table, long number) throws SQLException {
        try {
            circles.make(table, number).forEach(this::count);
        } catch (RowRefusal reason) {
            refused.put(table.label(), String.valueOf(reason.getMessage()));
        }
    }

    private void count(RowTable table) {
        made.merge(table.label(), 1, Integer::sum);
    }
}
