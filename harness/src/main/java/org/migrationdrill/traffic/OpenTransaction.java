package org.migrationdrill.traffic;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.migrationdrill.scenario.LoadSettings.Adversary;

/** A transaction that has read, and for some changed, rows of each table, and then stays open doing nothing. */
final class OpenTransaction implements AdversaryWork {
    private static final int BATCH = 500;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Connection connection;
    private final List<AdversaryTable> tables;
    private final Duration duration;
    private final int rowsToChange;
    private final boolean oneSnapshot;
    private final boolean commits;
    private final CountDownLatch ended = new CountDownLatch(1);

    OpenTransaction(Adversary adversary, Connection connection, List<AdversaryTable> tables, Duration duration) {
        this.connection = connection;
        this.tables = tables;
        this.duration = duration;
        this.rowsToChange = switch (adversary) {
            case IDLE_IN_TRANSACTION -> 1;
            case BATCH_WRITER -> BATCH;
            case DUMP, LONG_REPORT -> 0;
        };
        this.oneSnapshot = adversary == Adversary.DUMP;
        this.commits = adversary == Adversary.BATCH_WRITER;
    }

    @Override
    public void run(AdversaryStay stay) throws SQLException, InterruptedException {
        OptionalLong limit = limitMs();
        stay.inPlace(enter());
        long own = duration.toMillis();
        ended.await(Math.min(own, limit.orElse(own)), TimeUnit.MILLISECONDS);
        if (commits) {
            connection.commit();
        } else {
            connection.rollback();
        }
        if (limit.isPresent() && limit.getAsLong() < own) {
            stay.leaveFor("the server ends such transactions after " + limit.getAsLong() + " ms");
        } else {
            stay.leave();
        }
    }

    /** A session that only waits does not notice that the server has ended it. */
    private OptionalLong limitMs() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT min(setting::bigint) FROM pg_settings
                        WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout') AND setting <> '0'
                        """)) {
            rows.next();
            long limit = rows.getLong(1);
            return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(limit);
        }
    }

    private String enter() throws SQLException {
        if (oneSnapshot) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
        }
        connection.setAutoCommit(false);
        int changed = 0;
        int tablesChanged = 0;
        for (AdversaryTable table : tables) {
            execute(table.readSql());
            int rows = rowsToChange == 0 ? 0 : change(table);
            changed += rows;
            tablesChanged += rows > 0 ? 1 : 0;
        }
        String read = "has read " + tables.size() + " tables";
        return rowsToChange == 0 ? read : read + " and changed " + changed + " rows of " + tablesChanged + " of them";
    }

    private int change(AdversaryTable table) throws SQLException {
        if (table.column().isEmpty()) {
            return 0;
        }
        Savepoint before = connection.setSavepoint();
        try {
            return execute(table.changeSql(rowsToChange));
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            // A trigger or a policy of this table does not have it, and the other tables still count.
            connection.rollback(before);
            return 0;
        }
    }

    private int execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }

    @Override
    public void watch(AdversaryStay stay) {
        // It says itself when the last statement of its entry was answered.
    }

    @Override
    public void end() {
        ended.countDown();
    }
}
