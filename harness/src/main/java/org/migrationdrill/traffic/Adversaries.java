package org.migrationdrill.traffic;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.scenario.LoadSettings.Adversary;
import org.postgresql.PGConnection;

/**
 * Sessions that production has and that are in the way of a migration. Each has a connection of its own, takes what locks it holds
 * without waiting for long, then stays, and ends by itself. Nothing that they change changes a value. Used by one thread.
 */
public final class Adversaries implements AutoCloseable {
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(250);

    private final Login login;
    private final List<String> tables;
    private final Axis axis;
    private final List<AdversaryStay> stays = new ArrayList<>();

    private Adversaries(Login login, List<String> tables, Axis axis) {
        this.login = login;
        this.tables = List.copyOf(tables);
        this.axis = axis;
    }

    /**
     * @param user who may read the tables, and change those that are to be changed
     * @param tables with their schemas, as SQL writes them; those that are not there at a start, or not readable, are left out
     */
    public static Adversaries of(DatabaseCopy database, String user, String password, List<String> tables, Axis axis) {
        return new Adversaries(new Login(database, user, password), tables, axis);
    }

    /** Returns when it is in place, or says why it could not get there. */
    public AdversaryStay start(Adversary adversary, Duration duration) {
        AdversaryStay stay = begun(adversary, duration);
        stays.add(stay);
        return stay;
    }

    private AdversaryStay begun(Adversary adversary, Duration duration) {
        try {
            Connection connection = connect(adversary);
            try {
                int backend = connection.unwrap(PGConnection.class).getBackendPID();
                AdversaryStay stay = new AdversaryStay(adversary, backend, axis);
                stay.begin(work(adversary, connection, duration), connection);
                return stay;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            AdversaryStay none = new AdversaryStay(adversary, 0, axis);
            none.leaveFor(RunError.of(e).message());
            return none;
        }
    }

    private AdversaryWork work(Adversary adversary, Connection connection, Duration duration) throws SQLException {
        List<AdversaryTable> present = AdversaryTable.present(connection, tables);
        return adversary == Adversary.LONG_REPORT
                ? new LongReport(connection, connect(adversary), present, duration)
                : new OpenTransaction(adversary, connection, present, duration);
    }

    private Connection connect(Adversary adversary) throws SQLException {
        Connection connection =
                login.sessions("drill adversary " + adversary.word(), 0).getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(Login.UTC + "; SET lock_timeout = " + LOCK_TIMEOUT.toMillis());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Ends all that are still there, and leaves no thread and no connection. Idempotent. */
    @Override
    public void close() {
        stays.forEach(AdversaryStay::end);
    }
}
