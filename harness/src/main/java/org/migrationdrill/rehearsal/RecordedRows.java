package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.RowQueries;
import org.migrationdrill.engine.RowsToSave;
import org.migrationdrill.observe.CellDifference;
import org.migrationdrill.observe.Disclosure;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.RowDifference;
import org.migrationdrill.observe.RowDifferences;
import org.migrationdrill.observe.RowQuery;
import org.migrationdrill.observe.TableComparison;
import org.migrationdrill.recording.Difference;
import org.migrationdrill.recording.QuerySeen;
import org.migrationdrill.recording.RollbackEvent.FateSeen;
import org.migrationdrill.recording.RollbackEvent.WritesSeen;
import org.migrationdrill.recording.TableSeen;

/** Compared rows as the recording holds them: by table, with examples and with queries that find them; and what became of writes. */
final class RecordedRows {
    private final WriteLedger ledger;
    private final Disclosure disclosure;

    RecordedRows(WriteLedger ledger, Disclosure disclosure) {
        this.ledger = ledger;
        this.disclosure = disclosure;
    }

    /** What became of the control's rows, all operations' together. */
    WritesSeen writes(RowComparison rows) {
        return new WritesSeen(
                rows.written(),
                rows.writtenKept(),
                rows.transformed(),
                rows.changed(),
                rows.missing(),
                rows.resurrected(),
                rows.extra() - rows.resurrected());
    }

    /** What became of the control's rows, by who wrote them. */
    List<FateSeen> fates(RowComparison rows) {
        return RowFates.of(rows, ledger).all();
    }

    /** Of those only what operations have written. */
    List<FateSeen> writtenFates(RowComparison rows) {
        return fates(rows).stream().filter(fate -> fate.operation() != null).toList();
    }

    /** The tables with a difference. */
    List<TableSeen> tables(RowComparison comparison) {
        return comparison.different().stream()
                .map(table -> table(table, table.differences(), !table.present(), table.absentColumns()))
                .toList();
    }

    /** Tables that differ only, or in more ways, where the app has gone on writing. */
    List<TableSeen> afterWrites(RowComparison busy, List<TableSeen> untouched) {
        return tables(busy).stream()
                .filter(table -> table.rows() > 0)
                .filter(table -> untouched.stream()
                        .filter(known -> known.table().equals(table.table()))
                        .noneMatch(table::isOfTheKind))
                .toList();
    }

    /**
     * The tables with a difference after a way back, with queries that find their rows.
     *
     * @param migrated as it was before the way back
     * @param old with the schema and the rows that were to come back
     * @param rolledBack as it is after the way back
     */
    List<TableSeen> tables(RowComparison comparison, DatabaseCopy migrated, DatabaseCopy old, DatabaseCopy rolledBack)
            throws SQLException {
        List<TableComparison> different = comparison.different();
        if (different.isEmpty()) {
            return List.of();
        }
        List<TableSeen> seen = new ArrayList<>();
        try (Connection before = migrated.connect("drill subject");
                Connection control = old.connect("drill control");
                Connection after = rolledBack.connect("drill fork")) {
            for (TableSeen table : tables(comparison)) {
                TableComparison compared = different.get(seen.size());
                seen.add(table.with(
                        seen(RowQueries.find(before, control, compared, showsValues())),
                        seen(RowQueries.findExtra(after, control, compared, showsValues()))));
            }
        }
        return seen;
    }

    /**
     * The tables with a difference after a copy was put back, with queries that find the rows on the database whose place it takes.
     *
     * @param comparison of the twin's control with {@code restored}
     * @param twin whose subject is that database
     */
    List<TableSeen> tablesToSave(RowComparison comparison, Twin twin, DatabaseCopy restored) throws SQLException {
        List<TableSeen> seen = new ArrayList<>();
        try (Connection replaced = twin.subject().connect("drill subject");
                Connection control = twin.control().connect("drill control");
                Connection found = restored.connect("drill fork")) {
            for (TableSeen table : tables(comparison)) {
                TableComparison compared = comparison.different().get(seen.size());
                seen.add(table.with(
                        seen(RowsToSave.find(replaced, control, found, compared, showsValues())),
                        seen(RowQueries.findExtra(found, control, compared, showsValues()))));
            }
        }
        return seen;
    }

    private boolean showsValues() {
        return disclosure == Disclosure.SHOWN;
    }

    private static @Nullable QuerySeen seen(Optional<RowQuery> found) {
        return found.map(query -> new QuerySeen(query.sql(), query.onMigrated(), query.finds(), query.differs()))
                .orElse(null);
    }

    /** Of each table the differences that are counted apart, where there are any. */
    List<TableSeen> apart(RowComparison comparison) {
        return comparison.tables().stream()
                .filter(table -> table.apart().rows() > 0)
                .map(table -> table(table, table.apart(), false, List.of()))
                .toList();
    }

    private TableSeen table(TableComparison table, RowDifferences rows, boolean absent, List<String> absentColumns) {
        return new TableSeen(
                table.table(),
                absent,
                absentColumns,
                rows.changed(),
                rows.changedColumns(),
                rows.degraded(),
                rows.missing(),
                rows.extra(),
                rows.examples().stream().map(row -> difference(table, row)).toList(),
                null,
                rows.resurrected(),
                null);
    }

    private Difference difference(TableComparison table, RowDifference row) {
        Difference seen = difference(table.table(), row, disclosure);
        return ledger.writer(row.writer())
                .map(writer -> new Difference(
                        seen.what() + (row.kind() == RowDifference.Kind.EXTRA ? ", deleted by " : ", written by ")
                                + writer.operation() + " of " + writer.version(),
                        seen.expected(),
                        seen.found()))
                .orElse(seen);
    }

    static Difference difference(String table, RowDifference row, Disclosure disclosure) {
        String what = table + " " + disclosure.value(row.key());
        return switch (row.kind()) {
            case MISSING -> new Difference(what, "the row", "no row");
            case EXTRA -> new Difference(what, "no row", "a row");
            case CHANGED ->
                new Difference(what, cells(row.cells(), true, disclosure), cells(row.cells(), false, disclosure));
        };
    }

    private static String cells(List<CellDifference> cells, boolean before, Disclosure disclosure) {
        List<String> texts = new ArrayList<>();
        for (CellDifference cell : cells) {
            texts.add(cell.column() + " " + text(before ? cell.before() : cell.after(), disclosure));
        }
        return String.join(", ", texts);
    }

    private static String text(@Nullable String value, Disclosure disclosure) {
        return value == null ? "NULL" : "‘" + disclosure.value(value) + "’";
    }
}
