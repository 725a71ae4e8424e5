package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.migrationdrill.observe.FateCounts;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.RowDifferences;
import org.migrationdrill.observe.TableComparison;

/** Compares the tables of the control, the noise control and the subject, each seen at one moment. */
final class TwinTables {
    private final StableView control;
    private final StableView noiseControl;
    private final StableView subject;
    private final RowTerms terms;
    private final KnownRows known;

    TwinTables(StableView control, StableView noiseControl, StableView subject, RowTerms terms, KnownRows known) {
        this.control = control;
        this.noiseControl = noiseControl;
        this.subject = subject;
        this.terms = terms;
        this.known = known;
    }

    RowComparison compare() throws SQLException {
        UserTables subjectTables = UserTables.read(subject);
        UserTables noiseTables = UserTables.read(noiseControl);
        List<TableComparison> comparisons = new ArrayList<>();
        for (UserTable table : UserTables.read(control).except(terms.excludedTables())) {
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
        long rows = known.read(control, reading).rows();
        SortedMap<Long, FateCounts> fates = new TreeMap<>();
        WrittenRows written = WrittenRows.read(control, reading, terms.sinceXid());
        written.byTransaction().forEach((writer, count) -> fates.put(writer, new FateCounts(0, 0, 0, count)));
        if (rows > written.rows()) {
            fates.put(TableComparison.OLDER, new FateCounts(0, 0, 0, rows - written.rows()));
        }
        List<String> columns = table.columnNames();
        TableReading keys = TableReading.ofBoth(table, table, table.keyWithin(columns), columns);
        deletions(keys)
                .gone(control, keys)
                .forEach((deleter, count) -> fates.merge(deleter, new FateCounts(count, 0, 0, 0), FateCounts::plus));
        return new TableComparison(
                table.label(),
                false,
                List.of(),
                List.of(),
                rows,
                RowDifferences.allMissing(rows),
                RowDifferences.NONE,
                0,
                fates,
                table.keyWithin(table.columnNames()));
    }

    /** Each in its database: the control's, the noise control's and the subject's. */
    TableComparison compare(UserTable table, UserTable noisy, UserTable other) throws SQLException {
        List<String> absentColumns = new ArrayList<>(table.columnsMissingIn(other));
        List<String> columns = new ArrayList<>(table.columnNames());
        columns.removeAll(absentColumns);
        SameColumns same = SameColumns.of(table, other, terms.equivalences(), subject);
        same.elsewhere().forEach(stand -> absentColumns.remove(stand.column()));
        TableReading reading = TableReading.ofBoth(table, other, table.keyWithin(columns), columns)
                .with(same.onBothSides())
                .withStands(same.elsewhere())
                .withLacking(terms.missesColumns() ? absentColumns : List.of(), terms.sinceXid());
        List<Buckets> both =
                Abreast.read(List.of(() -> known.read(control, reading), () -> known.read(subject, reading.of(other))));
        Buckets expected = both.get(0);
        WrittenRows written = WrittenRows.read(control, reading, terms.sinceXid());
        Deletions deletions = deletions(reading);
        DifferenceTally tally = new DifferenceTally(
                new RowWitness(reading), ColumnDefaults.read(subject, other, columns), terms.apart(), deletions);
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
                tally.differences(),
                tally.apart(),
                tally.maskedCells(),
                fates(tally.fates(expected.rows(), written, deletions.gone(control, reading)), same),
                reading.key());
    }

    private Deletions deletions(TableReading reading) {
        return new Deletions(terms.deleted().of(reading), terms.sinceXid());
    }

    /** A row with a value that another column holds is not as it was. */
    private static SortedMap<Long, FateCounts> fates(SortedMap<Long, FateCounts> fates, SameColumns same) {
        if (!same.elsewhere().isEmpty()) {
            fates.replaceAll((writer, fate) -> fate.keptAsTransformed());
        }
        return fates;
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
        rows.walk(new RowJudgement(reading, tally, noisyRows));
        if (noisyRows != null) {
            noisyRows.settle(tally, rows);
        }
    }

    private void walk(List<TableSide> sides, BucketChoice buckets, RowMerge.Visitor visitor) throws SQLException {
        try (RowCursor controlRows = new RowCursor(sides.get(0), buckets, terms.sinceXid());
                RowCursor noiseRows = new RowCursor(sides.get(1), buckets, terms.sinceXid());
                RowCursor subjectRows = new RowCursor(sides.get(2), buckets, terms.sinceXid())) {
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
