package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
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
        TableReading reading = TableReading.ofCounts(table);
        Buckets rows = known.read(control, reading);
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
                WrittenRows.read(control, reading, sinceXid).rows(),
                0,
                List.of(),
                false);
    }

    private TableComparison compare(UserTable table, UserTable noisy, UserTable other) throws SQLException {
        List<String> absentColumns = table.columnsMissingIn(other);
        List<String> columns = new ArrayList<>(table.columnNames());
        columns.removeAll(absentColumns);
        TableReading reading = TableReading.ofBoth(table, other, table.keyWithin(columns), columns);
        List<Buckets> both =
                Abreast.read(List.of(() -> known.read(control, reading), () -> known.read(subject, reading.of(other))));
        Buckets expected = both.get(0);
        WrittenRows written = WrittenRows.read(control, reading, sinceXid);
        DifferenceTally tally = new DifferenceTally(new RowWitness(reading));
        BucketChoice differing = expected.differing(both.get(1));
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
                written.rows(),
                written.rows() - tally.writtenLost(),
                tally.examples(),
                reading.keyless());
    }

    private void examine(
            TableReading reading,
            UserTable noisy,
            UserTable other,
            Buckets expected,
            BucketChoice differing,
            DifferenceTally tally)
            throws SQLException {
        TableSide controlSide = new TableSide(control, reading);
        TableSide noiseSide = new TableSide(noiseControl, reading.of(noisy));
        TableSide subjectSide = new TableSide(subject, reading.of(other));
        boolean sameKeys = expected.keys(differing).equals(KeySum.read(noiseSide, differing));
        NoisyRows noisyRows = sameKeys ? null : new NoisyRows(reading);
        // Rows with random keys are in other buckets on the noise control.
        BucketChoice within =
                sameKeys ? differing : differing.or(expected.differing(known.read(noiseControl, noiseSide.reading())));
        BucketChoice buckets = Descent.narrow(
                controlSide,
                sameKeys ? List.of(subjectSide) : List.of(noiseSide, subjectSide),
                within,
                expected.rows(within));
        NoisyRows.Rows rows = visitor -> walk(List.of(controlSide, noiseSide, subjectSide), buckets, visitor);
        rows.walk(new RowJudgement(tally, noisyRows));
        if (noisyRows != null) {
            noisyRows.settle(tally, rows);
        }
    }

    private void walk(List<TableSide> sides, BucketChoice buckets, RowMerge.Visitor visitor) throws SQLException {
        try (RowCursor controlRows = new RowCursor(sides.get(0), buckets, sinceXid);
                RowCursor noiseRows = new RowCursor(sides.get(1), buckets, sinceXid);
                RowCursor subjectRows = new RowCursor(sides.get(2), buckets, sinceXid)) {
            List<RowCursor> cursors = List.of(controlRows, noiseRows, subjectRows);
            RowCursor.start(cursors);
            RowMerge.walk(cursors, visitor);
        }
    }

    private static List<String> retyped(UserTable table, UserTable other, List<String> columns) {
        return columns.stream()
                .filter(name -> !table.typeOf(name).equals(other.typeOf(name)))
                .toList();
    }
}
