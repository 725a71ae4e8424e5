package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.engine.Look.HeldLock;
import org.migrationdrill.engine.SampledLocks.Sample;
import org.migrationdrill.observe.Axis;

/**
 * Looks from a session of its own at what a statement has locked while it runs: in autocommit its locks are gone when it is through,
 * and in a transaction it tells more closely when a lock was granted. {@link #watch}, {@link #end} and {@link #close} come from one
 * thread.
 */
final class StatementSampler implements AutoCloseable {
    private static final long EVERY_NANOS = 20_000_000;

    /** The holder of what a session waits for is another session; a parallel worker's or a prepared transaction's is not told. */
    private static final String QUERY = """
            WITH locks AS MATERIALIZED (
                SELECT * FROM pg_catalog.pg_locks WHERE locktype IN ('relation', 'virtualxid', 'transactionid'))
            SELECT l.relation::pg_catalog.int8, l.mode, l.granted,
                   coalesce(nullif(a.application_name, ''), nullif(a.backend_type, 'client backend'), 'a session without a name')
              FROM locks l
              LEFT JOIN locks h ON NOT l.granted AND h.granted AND h.locktype = l.locktype
                    AND (h.virtualxid = l.virtualxid OR h.transactionid = l.transactionid)
              LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = h.pid
             WHERE l.pid = ?
               AND CASE WHEN l.locktype = 'relation' THEN l.relation >= 16384
                        ELSE NOT l.granted AND h.pid <> pg_catalog.pg_backend_pid() END
            """;

    private static final String SCANS = """
            SELECT relid::pg_catalog.int8 FROM pg_catalog.pg_stat_progress_create_index
             WHERE pid = ? AND phase LIKE '%scanning table%' AND blocks_done > 0
            """;

    private final PreparedStatement query;
    private final PreparedStatement scans;
    private final Axis axis;
    private final Thread thread;
    private volatile @Nullable SampledLocks watched;
    private volatile boolean closed;
    private volatile @Nullable SQLException failure;

    private StatementSampler(PreparedStatement query, PreparedStatement scans, Axis axis) {
        this.query = query;
        this.scans = scans;
        this.axis = axis;
        this.thread = new Thread(this::run, "drill-statement-samples");
        thread.setDaemon(true);
    }

    /** The session stays the caller's. */
    static StatementSampler start(Connection outside, Axis axis) throws SQLException {
        PreparedStatement query = outside.prepareStatement(QUERY);
        StatementSampler sampler = new StatementSampler(query, outside.prepareStatement(SCANS), axis);
        sampler.thread.start();
        return sampler;
    }

    /** A statement begins. */
    void watch(int backend) {
        watched = new SampledLocks(backend, axis.now());
    }

    /** The statement is through. */
    SampledLocks end() {
        SampledLocks ended = watched;
        watched = null;
        if (ended == null) {
            throw new IllegalStateException("no statement is watched");
        }
        return ended;
    }

    /** Why there are no more samples. */
    Optional<SQLException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed && failure == null) {
            LockSupport.parkNanos(this, EVERY_NANOS);
            SampledLocks current = watched;
            if (current != null) {
                sample(current);
            }
        }
    }

    private void sample(SampledLocks current) {
        try {
            double beganMs = axis.now();
            Sample sample = locks(current.backend());
            double endedMs = axis.now();
            current.add(beganMs, endedMs, sample, scans(current.backend()));
        } catch (SQLException e) {
            failure = e;
        }
    }

    private Sample locks(int backend) throws SQLException {
        Set<HeldLock> held = new HashSet<>();
        Set<HeldLock> requested = new HashSet<>();
        Set<String> waitsFor = new HashSet<>();
        query.setInt(1, backend);
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                long relation = row.getLong(1);
                if (row.wasNull()) {
                    waitsFor.add(row.getString(4));
                } else {
                    Set<HeldLock> locks = row.getBoolean(3) ? held : requested;
                    LockMode.named(row.getString(2)).ifPresent(mode -> locks.add(new HeldLock(relation, mode)));
                }
            }
        }
        return new Sample(held, requested, waitsFor);
    }

    private Set<Long> scans(int backend) throws SQLException {
        Set<Long> tables = new HashSet<>();
        scans.setInt(1, backend);
        try (ResultSet row = scans.executeQuery()) {
            while (row.next()) {
                tables.add(row.getLong(1));
            }
        }
        return tables;
    }
}
