package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.InvalidIndexes;
import org.migrationdrill.engine.KnownRows;
import org.migrationdrill.engine.PostgresRows;
import org.migrationdrill.engine.PostgresState;
import org.migrationdrill.engine.SequenceCollision;
import org.migrationdrill.engine.SequencePositions;
import org.migrationdrill.observe.CellDifference;
import org.migrationdrill.observe.Disclosure;
import org.migrationdrill.observe.NewValues;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.RowDifference;
import org.migrationdrill.observe.SchemaSnapshot;
import org.migrationdrill.observe.TableComparison;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Event.Difference;
import org.migrationdrill.recording.Event.Failure;
import org.migrationdrill.recording.Event.TableSeen;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.scenario.Check;

/** Looks at databases with the server's own means, and turns what it sees into events. */
final class Observations {
    private final DrillPlan plan;
    private final EventLog log;
    private final Set<String> ownTables;
    private final KnownRows known = new KnownRows();
    private final Set<String> limits = new HashSet<>();

    Observations(DrillPlan plan, EventLog log) {
        this.plan = plan;
        this.log = log;
        this.ownTables = plan.tool().ownTables();
    }

    /** The schema, with what of its state can only be seen beside the control's. */
    SchemaSnapshot schema(Twin twin, DatabaseCopy database) throws SQLException {
        try (Twin.Sessions sessions = Twin.Sessions.open(twin.control(), twin.noise(), database)) {
            PostgresState.Seen seen = PostgresState.read(
                    sessions.control(), sessions.noise(), sessions.subject(), ownTables, appRoles(), known);
            seen.limits().stream()
                    .filter(limits::add)
                    .forEach(limit -> log.add(new Event.NotDrilled(null, "the whole state", limit)));
            return seen.schema();
        }
    }

    private Set<String> appRoles() {
        return plan.suites()
                .flatMap(program -> plan.suite(program).client().role().stream())
                .collect(Collectors.toSet());
    }

    RowComparison rows(Twin twin, DatabaseCopy subject, long since) throws SQLException {
        try (Twin.Sessions sessions = Twin.Sessions.open(twin.control(), twin.noise(), subject)) {
            return PostgresRows.compare(
                    sessions.control(), sessions.noise(), sessions.subject(), ownTables, since, known);
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

    void compareRows(Twin twin, Moment moment, long since) throws SQLException {
        RowComparison comparison = rows(twin, twin.subject(), since);
        log.add(new Event.RowsCompared(moment.phase(), moment.name(), tables(comparison), comparison.maskedCells()));
    }

    /** Records the invalid indexes; returns those that it found. */
    void invalidIndexes(DatabaseCopy database, Moment moment) throws SQLException {
        List<String> indexes;
        try (Connection connection = database.connect("drill catalog")) {
            indexes = InvalidIndexes.find(connection);
        }
        if (!indexes.isEmpty()) {
            log.add(new Event.InvalidIndexesSeen(moment.phase(), moment.name(), moment.rollbackOf(), indexes));
        }
    }

    void verifications(DatabaseCopy database, List<Check> checks, Moment moment) throws SQLException {
        check(database, checks, moment, false);
    }

    void invariants(DatabaseCopy database, Moment moment) throws SQLException {
        check(database, plan.scenario().invariants(), moment, true);
    }

    private void check(DatabaseCopy database, List<Check> checks, Moment moment, boolean invariant)
            throws SQLException {
        if (checks.isEmpty()) {
            return;
        }
        try (Connection connection = database.connect("drill check")) {
            for (Check check : checks) {
                log.add(asked(connection, check, moment, invariant));
            }
        }
    }

    private static Event.CheckRan asked(Connection connection, Check check, Moment moment, boolean invariant) {
        String found;
        Failure failure = null;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(check.sql())) {
            found = value(result);
        } catch (SQLException e) {
            failure = Failures.of(e, check.sql(), "drill.yaml");
            found = failure.message();
        }
        return new Event.CheckRan(
                moment.phase(),
                moment.name(),
                moment.rollbackOf(),
                invariant,
                check.name(),
                check.expected(),
                found,
                failure == null && found.equals(check.expected()),
                failure);
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

    /** The tables with a difference. */
    List<TableSeen> tables(RowComparison comparison) {
        return comparison.different().stream()
                .map(table -> new TableSeen(
                        table.table(),
                        !table.present(),
                        table.absentColumns(),
                        table.changed(),
                        table.changedColumns(),
                        table.missing(),
                        table.extra(),
                        table.examples().stream()
                                .map(row -> difference(table, row))
                                .toList()))
                .toList();
    }

    private Difference difference(TableComparison table, RowDifference row) {
        return difference(table.table(), row, plan.disclosure());
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
