package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.DeletedRows;
import org.migrationdrill.engine.InvalidIndexes;
import org.migrationdrill.engine.KnownRows;
import org.migrationdrill.engine.PostgresRows;
import org.migrationdrill.engine.PostgresState;
import org.migrationdrill.engine.RefusingRows;
import org.migrationdrill.engine.RowQueries;
import org.migrationdrill.engine.RowTerms;
import org.migrationdrill.engine.RowsToSave;
import org.migrationdrill.engine.SequenceCollision;
import org.migrationdrill.engine.SequencePositions;
import org.migrationdrill.observe.CellDifference;
import org.migrationdrill.observe.Disclosure;
import org.migrationdrill.observe.Equivalence;
import org.migrationdrill.observe.NewValues;
import org.migrationdrill.observe.RefusedRows;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.RowDifference;
import org.migrationdrill.observe.RowDifferences;
import org.migrationdrill.observe.RowQuery;
import org.migrationdrill.observe.SchemaSnapshot;
import org.migrationdrill.observe.TableComparison;
import org.migrationdrill.recording.Difference;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.QuerySeen;
import org.migrationdrill.recording.RollbackEvent.FateSeen;
import org.migrationdrill.recording.RollbackEvent.WritesSeen;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.recording.Written;
import org.migrationdrill.scenario.Check;

/** Looks at databases with the server's own means, and turns what it sees into events. */
final class Observations {
    private static final String UNKNOWN_DELETIONS = "of the rows that operations delete, the keys of "
            + DeletedRows.MOST_AT_ONCE + " a table and operation and of " + DeletedRows.MOST
            + " in all are kept, where they are not long; of others it is told neither that they stay away nor that they had "
            + "been deleted where they are back";

    private final DrillPlan plan;
    private final WriteLedger ledger;
    private final EventLog log;
    private final Set<String> ownTables;
    private final KnownRows known = new KnownRows();
    private final Set<String> limits = new HashSet<>();

    private final List<Equivalence> equivalences;

    Observations(DrillPlan plan, WriteLedger ledger, EventLog log) {
        this.plan = plan;
        this.ledger = ledger;
        this.log = log;
        this.ownTables = plan.tool().ownTables();
        this.equivalences = plan.scenario().equivalences().stream()
                .map(declared -> new Equivalence(
                        declared.table(), declared.column(), declared.heldIn().orElse(null), declared.expression()))
                .toList();
    }

    /** The schema, with what of its state can only be seen beside the control's. */
    SchemaSnapshot schema(Twin twin, DatabaseCopy database) throws SQLException {
        try (Twin.Sessions sessions = Twin.Sessions.open(twin.control(), twin.noise(), database)) {
            PostgresState.Seen seen = PostgresState.read(
                    sessions.control(), sessions.noise(), sessions.subject(), ownTables, appRoles(), known);
            seen.limits().stream()
                    .filter(limits::add)
                    .forEach(limit -> log.add(new DrillEvent.NotDrilled(null, "the whole state", limit)));
            return seen.schema();
        }
    }

    private Set<String> appRoles() {
        return plan.suites()
                .flatMap(program -> plan.suite(program).client().role().stream())
                .collect(Collectors.toSet());
    }

    RowComparison rows(Twin twin, DatabaseCopy subject, long since) throws SQLException {
        tellOfUnknown(twin.deleted());
        try (Twin.Sessions sessions = Twin.Sessions.open(twin.control(), twin.noise(), subject)) {
            return PostgresRows.compare(
                    sessions.control(),
                    sessions.noise(),
                    sessions.subject(),
                    new RowTerms(ownTables, since, equivalences, ledger::isOfEdge, false, twin.deleted()),
                    known);
        }
    }

    private void tellOfUnknown(DeletedRows deleted) {
        for (String table : deleted.incomplete()) {
            String what = "some deleted rows of " + table;
            if (limits.add(what)) {
                log.add(new DrillEvent.NotDrilled(null, what, UNKNOWN_DELETIONS));
            }
        }
    }

    /** What became of rows that were written since, and of those alone: a database before and after a way back. */
    RowComparison fatesSince(DatabaseCopy before, DatabaseCopy after, long since, DeletedRows deleted)
            throws SQLException {
        tellOfUnknown(deleted);
        try (Connection expected = before.connect("drill fork");
                Connection again = before.connect("drill fork");
                Connection found = after.connect("drill fork")) {
            return PostgresRows.compare(
                    expected,
                    again,
                    found,
                    new RowTerms(ownTables, since, equivalences, writer -> writer >= since, true, deleted),
                    known);
        }
    }

    long currentXid(DatabaseCopy database) throws SQLException {
        try (Connection connection = database.connect("drill fork")) {
            return PostgresRows.currentXid(connection);
        }
    }

    NewValues newValues(Twin twin, DatabaseCopy later) throws SQLException {
        try (Connection control = twin.control().connect("drill control");
                Connection subject = twin.subject().connect("drill subject");
                Connection fork = later.connect("drill fork")) {
            return PostgresRows.compareNewValues(control, subject, fork, ownTables, known);
        }
    }

    /**
     * Puts the sequences that a step left in good order where the control's stand. Operations that were tried without a trace leave
     * gaps, which no reverse can know; a sequence whose next value is taken stays as it is, for an operation to meet it.
     */
    void alignSequences(Twin twin) throws SQLException {
        Set<String> taken = collisions(twin.subject()).stream()
                .map(SequenceCollision::sequence)
                .collect(Collectors.toSet());
        try (Connection control = twin.control().connect("drill control");
                Connection subject = twin.subject().connect("drill subject")) {
            SequencePositions.align(control, subject, taken);
        }
    }

    /** Sequences whose next value is taken on the database and is not on the control. */
    List<String> collisions(DatabaseCopy control, DatabaseCopy database) throws SQLException {
        List<SequenceCollision> expected = collisions(control);
        return collisions(database).stream()
                .filter(collision ->
                        expected.stream().noneMatch(known -> known.sequence().equals(collision.sequence())))
                .map(collision -> "sequence " + collision.sequence() + " gives " + shown(collision.nextValue())
                        + " next, and " + collision.table() + "." + collision.column() + " has values up to "
                        + shown(collision.maximum()))
                .toList();
    }

    private String shown(long key) {
        return plan.disclosure().value(Long.toString(key));
    }

    private static List<SequenceCollision> collisions(DatabaseCopy database) throws SQLException {
        try (Connection connection = database.connect("drill sequences")) {
            return SequencePositions.collisions(connection);
        }
    }

    /** What was in the way of a reverse that failed on a copy of the control. */
    List<RefusedRows> refusals(DatabaseCopy refusing, DatabaseCopy control, Failure failure) throws SQLException {
        try (Connection there = refusing.connect("drill refusal");
                Connection before = control.connect("drill control")) {
            return RefusingRows.find(there, before, String.valueOf(failure.sqlState()), failure.subject()).stream()
                    .map(rows -> rows.withKeys(plan.disclosure()::value))
                    .toList();
        }
    }

    void compareRows(Twin twin, Moment moment, long since) throws SQLException {
        RowComparison comparison = rows(twin, twin.subject(), since);
        log.add(new PhaseEvent.RowsCompared(
                moment.phase(), moment.name(), tables(comparison), comparison.maskedCells()));
    }

    /** Records the invalid indexes; returns those that it found. */
    void invalidIndexes(DatabaseCopy database, Moment moment) throws SQLException {
        List<String> indexes;
        try (Connection connection = database.connect("drill catalog")) {
            indexes = InvalidIndexes.find(connection);
        }
        if (!indexes.isEmpty()) {
            log.add(new PhaseEvent.InvalidIndexesSeen(moment.phase(), moment.name(), moment.rollbackOf(), indexes));
        }
    }

    void verifications(DatabaseCopy database, List<Check> checks, Moment moment) throws SQLException {
        verifications(database, checks, moment, Written.NOTHING);
    }

    /**
     * @param written what had been written on the database besides
     * @return whether all hold
     */
    boolean verifications(DatabaseCopy database, List<Check> checks, Moment moment, Written written)
            throws SQLException {
        return check(database, checks, moment, false, written);
    }

    void invariants(DatabaseCopy database, Moment moment) throws SQLException {
        check(database, plan.scenario().invariants(), moment, true, Written.NOTHING);
    }

    private boolean check(DatabaseCopy database, List<Check> checks, Moment moment, boolean invariant, Written written)
            throws SQLException {
        boolean hold = true;
        if (checks.isEmpty()) {
            return hold;
        }
        try (Connection connection = database.connect("drill check")) {
            for (Check check : checks) {
                PhaseEvent.CheckRan asked = asked(connection, check, moment, invariant, written);
                log.add(asked);
                hold &= asked.passed();
            }
        }
        return hold;
    }

    private static PhaseEvent.CheckRan asked(
            Connection connection, Check check, Moment moment, boolean invariant, Written written) {
        String found;
        Failure failure = null;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(check.sql())) {
            found = value(result);
        } catch (SQLException e) {
            failure = Failures.of(e, check.sql(), "drill.yaml");
            found = failure.message();
        }
        return new PhaseEvent.CheckRan(
                moment.phase(),
                moment.name(),
                moment.rollbackOf(),
                invariant,
                check.name(),
                check.expected(),
                found,
                failure == null && found.equals(check.expected()),
                failure,
                written);
    }

    private static String value(ResultSet result) throws SQLException {
        if (!result.next()) {
            return "no row";
        }
        String value = Objects.requireNonNullElse(firstCell(result), "NULL");
        int rows = 1;
        while (result.next()) {
            rows++;
        }
        return rows == 1 ? value : rows + " rows, the first " + value;
    }

    /** As the server writes it; but an author writes {@code true}, and the driver gives {@code t}. */
    private static @Nullable String firstCell(ResultSet row) throws SQLException {
        String text = row.getString(1);
        boolean truth = text != null && row.getMetaData().getColumnTypeName(1).equals("bool");
        return truth ? String.valueOf(row.getBoolean(1)) : text;
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

    /** Tables that differ only, or in more ways, where the app has gone on writing. */
    List<TableSeen> afterWrites(Twin busy, long since, List<TableSeen> untouched) throws SQLException {
        return tables(rows(busy, busy.subject(), since)).stream()
                .filter(table -> table.rows() > 0)
                .filter(table -> untouched.stream()
                        .filter(known -> known.table().equals(table.table()))
                        .noneMatch(table::isOfTheKind))
                .toList();
    }

    /** The tables with a difference. */
    List<TableSeen> tables(RowComparison comparison) {
        return comparison.different().stream()
                .map(table -> table(table, table.differences(), !table.present(), table.absentColumns()))
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
        return plan.disclosure() == Disclosure.SHOWN;
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
        Difference seen = difference(table.table(), row, plan.disclosure());
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
