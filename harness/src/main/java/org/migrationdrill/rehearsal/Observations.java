package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.DeletedRows;
import org.migrationdrill.engine.KnownRows;
import org.migrationdrill.engine.PostgresRows;
import org.migrationdrill.engine.PostgresState;
import org.migrationdrill.engine.RefusingRows;
import org.migrationdrill.engine.RowTerms;
import org.migrationdrill.engine.SequenceCollision;
import org.migrationdrill.engine.SequencePositions;
import org.migrationdrill.observe.Equivalence;
import org.migrationdrill.observe.NewValues;
import org.migrationdrill.observe.RefusedRows;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.SchemaSnapshot;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.recording.Failure;

/** Looks at databases with the server's own means, and tells of what it could not see. */
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
}
