package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.observe.NewValues;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.TableComparison;

/** A control, a noise control (or a re-applied fork) and a subject, empty at first. */
final class Trio implements AutoCloseable {
    private final List<DatabaseCopy> databases =
            List.of(TestServer.fresh("rows_control"), TestServer.fresh("rows_noise"), TestServer.fresh("rows_subject"));
    private final KnownRows known = new KnownRows();
    final Connection control;
    final Connection noise;
    final Connection subject;

    Trio() throws SQLException {
        control = databases.get(0).connect("rows-control");
        noise = databases.get(1).connect("rows-noise");
        subject = databases.get(2).connect("rows-subject");
    }

    Trio everywhere(String... statements) throws SQLException {
        return onControl(statements).onNoise(statements).onSubject(statements);
    }

    Trio onControls(String... statements) throws SQLException {
        return onControl(statements).onNoise(statements);
    }

    Trio onControl(String... statements) throws SQLException {
        execute(control, statements);
        return this;
    }

    Trio onNoise(String... statements) throws SQLException {
        execute(noise, statements);
        return this;
    }

    Trio onSubject(String... statements) throws SQLException {
        execute(subject, statements);
        return this;
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    RowComparison compare() throws SQLException {
        return compare(PostgresRows.currentXid(control));
    }

    /** With what the comparisons since the same transaction have read before. */
    RowComparison compare(long since) throws SQLException {
        return PostgresRows.compare(control, noise, subject, RowTerms.of(Set.of(), since), known);
    }

    RowComparison compare(RowTerms terms) throws SQLException {
        return PostgresRows.compare(control, noise, subject, terms, known);
    }

    /** The only table's comparison. */
    TableComparison table() throws SQLException {
        List<TableComparison> tables = compare().tables();
        if (tables.size() != 1) {
            throw new IllegalStateException("Expected one table, found " + tables);
        }
        return tables.get(0);
    }

    /** Takes the noise control for the fork on which the plan was re-applied. */
    NewValues newValues() throws SQLException {
        return PostgresRows.compareNewValues(control, subject, noise, Set.of(), known);
    }

    @Override
    public void close() throws SQLException {
        control.close();
        noise.close();
        subject.close();
        databases.forEach(TestServer.shared()::drop);
    }
}
