package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.InvalidIndexes;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.Written;
import org.migrationdrill.scenario.Check;

/** Asks a database what has to hold there, and records the answers: verifications, invariants, and whether every index is valid. */
final class Checks {
    private final List<Check> invariants;
    private final EventLog log;

    Checks(DrillPlan plan, EventLog log) {
        this.invariants = plan.scenario().invariants();
        this.log = log;
    }

    /** Records the invalid indexes, where there are any. */
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
        check(database, invariants, moment, true, Written.NOTHING);
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
}
