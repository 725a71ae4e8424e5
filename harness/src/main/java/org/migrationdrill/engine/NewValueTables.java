package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.NewColumnValues;
import org.migrationdrill.observe.NewTableValues;
import org.migrationdrill.observe.NewValues;

/** Compares what only the subject has with what the re-application made of it. */
final class NewValueTables {
    /** No row is of interest for its age here. */
    private static final long ANY_AGE = 3;

    private final StableView control;
    private final StableView subject;
    private final StableView reapplied;
    private final KnownRows known;

    NewValueTables(StableView control, StableView subject, StableView reapplied, KnownRows known) {
        this.control = control;
        this.subject = subject;
        this.reapplied = reapplied;
        this.known = known;
    }

    NewValues compare(Set<String> excluded) throws SQLException {
        UserTables old = UserTables.read(control);
        UserTables again = UserTables.read(reapplied);
        List<NewColumnValues> columns = new ArrayList<>();
        List<NewTableValues> tables = new ArrayList<>();
        for (UserTable table : UserTables.read(subject).except(excluded)) {
            Optional<UserTable> before = old.find(table.label());
            UserTable rebuilt = again.find(table.label()).orElse(null);
            if (before.isEmpty()) {
                tables.add(newTable(table, rebuilt));
            } else {
                columns.addAll(newColumns(table, table.columnsMissingIn(before.get()), rebuilt));
            }
        }
        return new NewValues(columns, tables);
    }

    private List<NewColumnValues> newColumns(UserTable table, List<String> added, @Nullable UserTable rebuilt)
            throws SQLException {
        if (added.isEmpty()) {
            return List.of();
        }
        List<String> comparable = new ArrayList<>(rebuilt == null ? List.of() : added);
        if (rebuilt != null) {
            comparable.removeAll(table.columnsMissingIn(rebuilt));
        }
        NewColumnTally tally = new NewColumnTally(table.label(), comparable);
        if (rebuilt != null && !comparable.isEmpty()) {
            TableReading reading = withKey(matching(table, rebuilt, added), comparable, table, rebuilt);
            walk(reading, rebuilt, rows -> tally.compare(reading, rows.get(0), rows.get(1)));
        }
        List<Long> values = valueCounts(TableReading.ofValues(table, added));
        List<NewColumnValues> results = new ArrayList<>();
        for (int i = 0; i < added.size(); i++) {
            results.add(tally.result(added.get(i), values.get(i)));
        }
        return results;
    }

    /** What tells the rows apart: a key of old columns, else any key, else all old columns. */
    private static List<String> matching(UserTable table, UserTable rebuilt, List<String> added) {
        List<String> both = new ArrayList<>(table.columnNames());
        both.removeAll(table.columnsMissingIn(rebuilt));
        List<String> old = new ArrayList<>(both);
        old.removeAll(added);
        List<String> key = table.keyWithin(old);
        if (key.isEmpty()) {
            key = table.keyWithin(both);
        }
        return key.isEmpty() ? old : key;
    }

    private static TableReading withKey(List<String> key, List<String> columns, UserTable table, UserTable rebuilt) {
        Set<String> all = new LinkedHashSet<>(key);
        all.addAll(columns);
        return TableReading.ofBoth(table, rebuilt, key, List.copyOf(all));
    }

    private List<Long> valueCounts(TableReading reading) throws SQLException {
        List<Long> counts = new ArrayList<>();
        subject.forEach(reading.valuesSql(), row -> {
            for (int i = 1; i <= reading.columns().size(); i++) {
                counts.add(row.getLong(i));
            }
        });
        return counts;
    }

    private NewTableValues newTable(UserTable table, @Nullable UserTable rebuilt) throws SQLException {
        long rows = known.read(subject, TableReading.ofCounts(table)).rows();
        if (rebuilt == null || !table.columnsMissingIn(rebuilt).isEmpty()) {
            return new NewTableValues(table.label(), rows, 0, rows, true, List.of());
        }
        List<String> key = table.keyWithin(table.columnNames());
        DifferenceTally tally = lost(TableReading.ofBoth(table, rebuilt, key, table.columnNames()), rebuilt);
        List<String> plain = new ArrayList<>(table.columnNames());
        plain.removeAll(serverMade(table, key));
        if (lostRows(tally) > 0 && plain.size() < table.columns().size()) {
            // Keys that the server makes need not come out the same again, the rest has to.
            DifferenceTally withoutKey = lost(TableReading.ofBoth(table, rebuilt, List.of(), plain), rebuilt);
            tally = lostRows(withoutKey) < lostRows(tally) ? withoutKey : tally;
        }
        return new NewTableValues(
                table.label(),
                rows,
                rows - lostRows(tally),
                lostRows(tally),
                false,
                tally.differences().examples());
    }

    private static long lostRows(DifferenceTally tally) {
        return tally.harmedRows();
    }

    private static List<String> serverMade(UserTable table, Collection<String> key) {
        return table.columns().stream()
                .filter(column -> column.serverMade() && key.contains(column.name()))
                .map(UserColumn::name)
                .toList();
    }

    private DifferenceTally lost(TableReading reading, UserTable rebuilt) throws SQLException {
        DifferenceTally tally = DifferenceTally.of(new RowWitness(reading));
        RowJudgement judgement = new RowJudgement(reading, tally, null);
        walk(reading, rebuilt, rows -> {
            ReadRow before = rows.get(0);
            if (before != null) {
                judgement.judge(before, null, rows.get(1));
            }
        });
        return tally;
    }

    private void walk(TableReading reading, UserTable rebuilt, RowMerge.Visitor visitor) throws SQLException {
        TableSide before = new TableSide(subject, reading);
        TableSide after = new TableSide(reapplied, reading.of(rebuilt));
        List<Buckets> both =
                Abreast.read(List.of(() -> known.read(subject, reading), () -> known.read(reapplied, after.reading())));
        BucketChoice differing = both.get(0).differing(both.get(1));
        if (differing.isEmpty()) {
            return;
        }
        BucketChoice buckets =
                Descent.narrow(before, List.of(after), differing, both.get(0).rows(differing));
        try (RowCursor rows = new RowCursor(before, buckets, ANY_AGE);
                RowCursor again = new RowCursor(after, buckets, ANY_AGE)) {
            List<RowCursor> sides = List.of(rows, again);
            RowCursor.start(sides);
            RowMerge.walk(sides, visitor);
        }
    }
}
