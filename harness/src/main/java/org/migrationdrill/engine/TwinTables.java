package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.TableComparison;

/** Compares the tables of the control, the noise control and the subject, each seen at one moment. */
final class TwinTables {
    private final StableView control;
    private final StableView noiseControl;
    private final StableView subject;
    private final long sinceXid;
    private final KnownRows known;

    TwinTables(StableView control, StableView noiseControl, StableView subject, long sinceXid, KnownRows known) {
        this.control = control;
        this.noiseControl = noiseControl;
        this.subject = subject;
        this.sinceXid = sinceXid;
        this.known = known;
    }

    RowComparison compare(Set<String> excluded) throws SQLException {
        UserTables subjectTables = UserTables.read(subject);
        UserTables noiseTables = UserTables.read(noiseControl);
        List<TableComparison> comparisons = new ArrayList<>();
        for (UserTable table : UserTables.read(control).except(excluded)) {
            UserTable other = subjectTables.find(table.label()).orElse(null);
            UserTable noisy = noiseTables
                    .find(table.label())
                    .orElseThrow(() -> new IllegalStateException(
                            "The noise control has no table " + table.label() + ", although nothing migrates it."));
            comparisons.add(other == null ? absent(table) : compare(table, noisy, other));
        }
        return new RowComparison(comparisons);
    }

    private TableComparison absent(UserTable table) throws SQLException {
        Buckets rows = known.read(control, TableReading.ofCounts(table), sinceXid);
        return new TableComparison(
                table.label(),
                false,
                List.of(),
                List.of(),
                rows.rows(),
                0,
                new TreeMap<>(),
                rows.rows(),
                0,
                0,
                rows.written(),
                0,
                List.of(),
                false);
    }

    /** Each in its database: the control's, the noise control's and the subject's. */
    TableComparison compare(UserTable table, UserTable noisy, UserTable other) throws SQLException {
        List<String> absentColumns = table.columnsMissingIn(other);
        List<String> columns = new ArrayList<>(table.columnNames());
        columns.removeAll(absentColumns);
        TableReading reading = TableReading.ofBoth(table, other, table.keyWithin(columns), columns);
        List<Buckets> both = Abreast.read(List.of(
                () -> known.read(control, reading, sinceXid), () -> known.read(subject, reading.of(other), sinceXid)));
        Buckets expected = both.get(0);
        DifferenceTally tally = new DifferenceTally(new RowWitness(reading));
        SortedSet<Integer> differing = expected.differing(both.get(1));
        if (!differing.isEmpty()) {
            examine(reading, noisy, other, expected, differing, tally);
        }
        return new TableComparison(
                table.label(),
                true,
                absentColumns,
                retyped(table, other, columns),
                expected.rows(),
                tally.changed(),
                tally.changedColumns(),
                tally.missing(),
                tally.extra(),
                tally.maskedCells(),
                expected.written(),
                expected.written() - tally.writtenLost(),
                tally.examples(),
                reading.keyless());
    }

    private void examine(
            TableReading reading,
            UserTable noisy,
            UserTable other,
            Buckets expected,
            SortedSet<Integer> differing,
            DifferenceTally tally)
            throws SQLException {
        TableReading noisyReading = reading.of(noisy);
        boolean sameKeys = expected.keys().equals(KeySum.read(noiseControl, noisyReading));
        NoisyRows noisyRows = sameKeys ? null : new NoisyRows(reading);
        SortedSet<Integer> buckets = new TreeSet<>(differing);
        if (noisyRows != null) {
            // Rows with random keys are in other buckets on the noise control.
            buckets.addAll(expected.differing(known.read(noiseControl, noisyReading, sinceXid)));
        }
        try (RowCursor controlRows = new RowCursor(control, reading, buckets, sinceXid);
                RowCursor noiseRows = new RowCursor(noiseControl, noisyReading, buckets, sinceXid);
                RowCursor subjectRows = new RowCursor(subject, reading.of(other), buckets, sinceXid)) {
            List<RowCursor> sides = List.of(controlRows, noiseRows, subjectRows);
            RowCursor.start(sides);
            RowMerge.walk(sides, new RowJudgement(tally, noisyRows));
        }
        if (noisyRows != null) {
            noisyRows.settle(tally);
        }
    }

    private static List<String> retyped(UserTable table, UserTable other, List<String> columns) {
        return columns.stream()
                .filter(name -> !table.typeOf(name).equals(other.typeOf(name)))
                .toList();
    }
}
