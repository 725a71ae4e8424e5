package org.migrationdrill.traffic;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One query that reads every table and takes its time; it sleeps, so as not to take the processors from what is rehearsed. */
final class LongReport implements AdversaryWork {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Connection connection;
    private final Connection observer;
    private final int tables;
    private final String sql;
    private volatile @Nullable Statement statement;

    /** @param observer to look at the report from; closed when it is in place */
    LongReport(Connection connection, Connection observer, List<AdversaryTable> tables, Duration duration) {
        this.connection = connection;
        this.observer = observer;
        this.tables = tables.size();
        this.sql = "SELECT pg_sleep(" + duration.toMillis() / 1000.0 + ")"
                + tables.stream().map(table -> ", (" + table.readSql() + ")").collect(Collectors.joining());
    }

    @Override
    public void run(AdversaryStay stay) throws SQLException {
        try (Statement query = connection.createStatement()) {
            statement = query;
            query.execute(sql);
            stay.leave();
        }
    }

    /** It sleeps only when it has all its tables. */
    @Override
    public void watch(AdversaryStay stay) throws SQLException {
        try (observer;
                PreparedStatement activity = observer.prepareStatement(
                        "SELECT 1 FROM pg_stat_activity WHERE pid = ? AND wait_event = 'PgSleep'")) {
            activity.setInt(1, stay.backend());
            while (!stay.hasEnded() && !answersARow(activity)) {
                LockSupport.parkNanos(PERIOD_NANOS);
            }
            stay.inPlace("reads " + tables + " tables in one query");
        }
    }

    private static boolean answersARow(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            return rows.next();
        }
    }

    /** A backend that sleeps does not notice that its client has gone. */
    @Override
    public void end() throws SQLException {
        Statement query = statement;
        if (query != null && !query.isClosed()) {
            query.cancel();
        }
    }
}
