package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a session sees of itself at one moment.
 *
 * @param locks that it has on relations
 * @param tuplesRead by sequential scans in its transaction so far, by table
 * @param lockTimeoutMs 0: none
 * @param statementTimeoutMs 0: none
 */
record SessionLook(
        double atMs, Set<Lock> locks, Map<Long, Long> tuplesRead, long lockTimeoutMs, long statementTimeoutMs) {
    private static final String LOCKS = """
            SELECT 'lock', l.relation::bigint, l.mode, 0::bigint FROM pg_catalog.pg_locks l
             WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.granted
               AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
            UNION ALL
            SELECT 'scan', relid::bigint, '', seq_tup_read FROM pg_catalog.pg_stat_xact_all_tables WHERE seq_scan > 0
            UNION ALL
            SELECT 'set', 0, name, (extract(epoch FROM pg_catalog.current_setting(name)::interval) * 1000)::bigint
              FROM (VALUES ('lock_timeout'), ('statement_timeout')) AS settings (name)
            """;

    record Lock(long relation, String mode) {}

    /** Asks the session; on its own connection, since nobody else sees its uncommitted state. */
    static SessionLook of(Connection session, double atMs) throws SQLException {
        Set<Lock> locks = new HashSet<>();
        Map<Long, Long> scans = new HashMap<>();
        Map<String, Long> settings = new HashMap<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(LOCKS)) {
            while (row.next()) {
                switch (row.getString(1)) {
                    case "lock" -> locks.add(new Lock(row.getLong(2), row.getString(3)));
                    case "scan" -> scans.put(row.getLong(2), row.getLong(4));
                    default -> settings.put(row.getString(3), row.getLong(4));
                }
            }
        }
        return new SessionLook(
                atMs,
                locks,
                scans,
                settings.getOrDefault("lock_timeout", 0L),
                settings.getOrDefault("statement_timeout", 0L));
    }
}
