package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The server's processes that had to do with a lock wait. Each is asked for once. Thread-safe. */
final class SessionsSeen {
    private static final String QUERY = """
            SELECT a.pid, coalesce(a.leader_pid, a.pid), coalesce(a.backend_type, ''), coalesce(a.application_name, ''),
                   EXISTS (SELECT FROM pg_catalog.pg_db_role_setting s
                            WHERE s.setrole = a.usesysid AND s.setdatabase = 0 AND '%s' = ANY (s.setconfig))
              FROM pg_catalog.pg_stat_get_activity(NULL) AS a
             WHERE a.pid = ANY (?)
            """.formatted(AppRoles.EARLY_LOG);

    private final Map<Integer, ServerSession> sessions = new ConcurrentHashMap<>();
    private final Set<Integer> asked = ConcurrentHashMap.newKeySet();
    private final Set<Integer> logged = ConcurrentHashMap.newKeySet();

    /** Asks who these are, unless it has asked before. */
    void ask(Connection connection, Collection<Integer> pids) throws SQLException {
        Object[] unknown = pids.stream().filter(asked::add).toArray();
        if (unknown.length == 0) {
            return;
        }
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setArray(1, connection.createArrayOf("int4", unknown));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    add(rows);
                }
            }
        }
    }

    private void add(ResultSet row) throws SQLException {
        int pid = row.getInt(1);
        if (row.getBoolean(5)) {
            logged.add(pid);
        }
        sessions.put(pid, new ServerSession(pid, row.getInt(2), row.getString(3), row.getString(4)));
    }

    /** Who wrote a line of the log. */
    void add(ServerSession session) {
        sessions.putIfAbsent(session.pid(), session);
    }

    Optional<ServerSession> find(int pid) {
        return Optional.ofNullable(sessions.get(pid));
    }

    int leaderOf(int pid) {
        return find(pid).map(ServerSession::leader).orElse(pid);
    }

    /** Whether the log has each wait of the session that lasts some milliseconds, and not only those that last a second. */
    boolean isLoggedEarly(int pid) {
        return logged.contains(pid);
    }
}
