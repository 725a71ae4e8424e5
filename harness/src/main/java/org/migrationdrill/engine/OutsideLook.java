package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.Axis;

/**
 * Watches another session from outside while it is at a statement that can't be in a transaction: its locks come and go within it.
 * Has a thread of its own while it watches.
 */
final class OutsideLook implements AutoCloseable {
    private static final long EVERY_NANOS = 15_000_000;

    private static final String LOCKS_AND_WAITS = """
            SELECT l.relation::bigint, l.mode, NULL::text
              FROM pg_locks l
             WHERE l.pid = ? AND l.locktype = 'relation' AND l.granted
               AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            UNION ALL
            SELECT 0, '', coalesce(nullif(a.application_name, ''), a.backend_type, 'another session')
              FROM pg_locks w
              JOIN pg_locks h ON h.granted AND h.pid <> w.pid AND h.locktype = w.locktype
                             AND h.virtualxid IS NOT DISTINCT FROM w.virtualxid
                             AND h.transactionid IS NOT DISTINCT FROM w.transactionid
              LEFT JOIN pg_stat_activity a ON a.pid = h.pid
             WHERE w.pid = ? AND NOT w.granted AND w.locktype IN ('virtualxid', 'transactionid')
            """;

    private final Connection connection;
    private final Axis axis;
    private volatile boolean watching;
    private @Nullable Thread thread;
    private @Nullable Watched watched;

    /** What was seen of one statement: locks and waits with the first and the last time. Milliseconds on the axis. */
    static final class Watched {
        final Map<SessionLook.Lock, double[]> locks = new LinkedHashMap<>();
        final Map<String, double[]> waits = new HashMap<>();

        private void lock(SessionLook.Lock lock, double ms) {
            locks.computeIfAbsent(lock, key -> new double[] {ms, ms})[1] = ms;
        }

        private void waitFor(String session, double ms) {
            waits.computeIfAbsent(session, key -> new double[] {ms, ms})[1] = ms;
        }
    }

    OutsideLook(Connection connection, Axis axis) {
        this.connection = connection;
        this.axis = axis;
    }

    void begin(int process) {
        Watched current = new Watched();
        watched = current;
        watching = true;
        Thread own = new Thread(() -> watch(process, current), "drill statement watch");
        own.setDaemon(true);
        thread = own;
        own.start();
    }

    private void watch(int process, Watched current) {
        try (PreparedStatement statement = connection.prepareStatement(LOCKS_AND_WAITS)) {
            statement.setInt(1, process);
            statement.setInt(2, process);
            while (watching) {
                double ms = axis.now();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        String session = row.getString(3);
                        if (session == null) {
                            current.lock(new SessionLook.Lock(row.getLong(1), row.getString(2)), ms);
                        } else {
                            current.waitFor(session, ms);
                        }
                    }
                }
                LockSupport.parkNanos(EVERY_NANOS);
            }
        } catch (SQLException e) {
            // The server is gone, which the migration's own session tells as well.
        }
    }

    boolean isWatching() {
        return thread != null;
    }

    Watched end() {
        watching = false;
        Thread own = thread;
        Watched seen = watched;
        if (own == null || seen == null) {
            throw new IllegalStateException("no statement is watched");
        }
        LockSupport.unpark(own);
        try {
            own.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
        return seen;
    }

    @Override
    public void close() throws SQLException {
        watching = false;
        connection.close();
    }
}
