package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads from {@code pg_locks} who has waited for 10 ms, and for whom. One reading takes all of the lock manager's locks once, for a
 * moment; it asks nothing more while nobody has. Used by one thread.
 */
final class LockSampler {
    /** A transaction's lock says nothing of the row; who waits for it has the row's tuple lock, so these are read too. */
    @SuppressWarnings("InlineFormatString") // longer than a method should be
    private static final String QUERY = """
            WITH locks AS MATERIALIZED (
                SELECT pid, mode, granted, waitstart, locktype, coalesce(database, 0) AS database,
                       coalesce(relation, 0) AS relation, coalesce(page, -1) AS page, coalesce(tuple, -1::int2) AS tuple,
                       coalesce(virtualxid, '') AS virtualxid, coalesce(transactionid::text, '') AS transactionid,
                       coalesce(classid, 0) AS classid, coalesce(objid, 0) AS objid, coalesce(objsubid, 0::int2) AS objsubid
                  FROM pg_catalog.pg_locks
                 WHERE mode <> 'SIReadLock' AND (database IS NULL OR database IN (0, %s))),
            waiters AS MATERIALIZED (SELECT * FROM locks WHERE waitstart < clock_timestamp() - interval '10 ms'),
            contended AS (
                SELECT coalesce(pid, 0), mode, granted, (extract(epoch FROM waitstart) * 1e6)::int8, locktype, relation,
                       CASE locktype
                           WHEN 'relation' THEN format('relation %%s of database %%s', relation, database)
                           WHEN 'transactionid' THEN format('transaction %%s', transactionid)
                           WHEN 'tuple' THEN
                               format('tuple (%%s,%%s) of relation %%s of database %%s', page, tuple, relation, database)
                           WHEN 'virtualxid' THEN format('virtual transaction %%s', virtualxid)
                           WHEN 'extend' THEN format('extension of relation %%s of database %%s', relation, database)
                           WHEN 'page' THEN format('page %%s of relation %%s of database %%s', page, relation, database)
                           WHEN 'advisory' THEN
                               format('advisory lock [%%s,%%s,%%s,%%s]', database, classid, objid, objsubid)
                           WHEN 'object' THEN format('object %%s of class %%s of database %%s', objid, classid, database)
                           WHEN 'spectoken' THEN format('speculative token %%s of transaction %%s', objid, transactionid)
                           ELSE locktype
                       END
                  FROM locks
                 WHERE (locktype, database, relation, page, tuple, virtualxid, transactionid, classid, objid, objsubid) IN (
                           SELECT locktype, database, relation, page, tuple, virtualxid, transactionid, classid, objid, objsubid
                             FROM waiters)
                    OR locktype = 'tuple' AND EXISTS (SELECT FROM waiters))
            SELECT (extract(epoch FROM clock_timestamp()) * 1e6)::int8, contended.* FROM (SELECT 1) AS one LEFT JOIN contended ON true
            """;

    private final Connection connection;
    private final PreparedStatement query;
    private final SessionsSeen sessions;

    /** The session stays the caller's. */
    LockSampler(Connection connection, SessionsSeen sessions) throws SQLException {
        this.connection = connection;
        this.query = connection.prepareStatement(QUERY.formatted(databaseOf(connection)));
        this.sessions = sessions;
    }

    LockSample take() throws SQLException {
        List<LockRow> rows = new ArrayList<>();
        Instant at;
        try (ResultSet result = query.executeQuery()) {
            result.next();
            at = instant(result, 1);
            do {
                row(result).ifPresent(rows::add);
            } while (result.next());
        }
        sessions.ask(connection, rows.stream().map(LockRow::pid).toList());
        return new LockSample(at, rows.stream().map(this::ledBy).toList());
    }

    private LockRow ledBy(LockRow row) {
        return new LockRow(sessions.leaderOf(row.pid()), row.tag(), row.mode(), row.granted(), row.waitStart());
    }

    private static Optional<LockRow> row(ResultSet result) throws SQLException {
        String mode = result.getString(3);
        if (mode == null) {
            return Optional.empty(); // nobody has waited so long
        }
        int pid = result.getInt(2);
        boolean granted = result.getBoolean(4);
        Instant waitStart = result.getObject(5) == null ? null : instant(result, 5);
        LockTag tag = new LockTag(result.getString(6), result.getString(8), result.getLong(7));
        return LockMode.named(mode).map(known -> new LockRow(pid, tag, known, granted, waitStart));
    }

    private static Instant instant(ResultSet result, int column) throws SQLException {
        return Instant.EPOCH.plus(result.getLong(column), ChronoUnit.MICROS);
    }

    private static long databaseOf(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
