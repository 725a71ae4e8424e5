package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.migrationdrill.engine.Look.Activity;
import org.migrationdrill.engine.Look.HeldLock;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Looks at a migration's session from within, where alone its uncommitted work is to be seen, and leaves everything as it was: what
 * the look sets and locks goes with the savepoint that it goes back to. The script may have set a timeout too short for a look, a
 * search path without any schema, or another role. Nothing is prepared on the server.
 */
final class SessionLook {
    private static final String SAVEPOINT = "SAVEPOINT migration_drill_look";
    private static final String BACK =
            "ROLLBACK TO SAVEPOINT migration_drill_look; RELEASE SAVEPOINT migration_drill_look";

    /** A superuser's look is kept out of the statistics of statements; anybody else's has no rows and no WAL in them. */
    private static final String SETTINGS = """
            SELECT (1000 * extract(epoch FROM pg_catalog.current_setting('lock_timeout')::pg_catalog.interval))::pg_catalog.int8,
                   (1000 * extract(epoch FROM pg_catalog.current_setting('statement_timeout')::pg_catalog.interval))::pg_catalog.int8,
                   CASE pg_catalog.current_setting('is_superuser')
                       WHEN 'on' THEN pg_catalog.set_config('pg_stat_statements.track', 'none', true) END
            """;

    private static final String LOCKS = """
            SELECT l.virtualtransaction, l.relation::pg_catalog.int8, l.mode,
                   pg_catalog.pg_stat_get_xact_numscans(l.relation), pg_catalog.pg_stat_get_xact_tuples_returned(l.relation),
                   pg_catalog.pg_stat_get_xact_tuples_inserted(l.relation)
                   + pg_catalog.pg_stat_get_xact_tuples_updated(l.relation)
                   + pg_catalog.pg_stat_get_xact_tuples_deleted(l.relation)
              FROM pg_catalog.pg_locks l
             WHERE l.pid = pg_catalog.pg_backend_pid() AND l.granted
               AND (l.locktype = 'virtualxid' OR (l.locktype = 'relation' AND l.relation >= 16384))
            """;

    private final Connection session;
    private final RelationReading relations;

    SessionLook(Connection session, RelationReading relations) {
        this.session = session;
        this.relations = relations;
    }

    /**
     * Looks, unless the session's transaction has failed, so that the server answers nothing.
     *
     * @param wanted the relations to read, once it is known what the session has locked
     */
    Optional<Look> take(Function<Look, Set<Long>> wanted) throws SQLException {
        TransactionState state = state();
        if (state == TransactionState.FAILED) {
            return Optional.empty();
        }
        try (Statement statement = session.createStatement()) {
            return Optional.of(state == TransactionState.OPEN ? within(statement, wanted) : alone(statement, wanted));
        }
    }

    /** As far as the driver knows, which is as of the last answer. */
    boolean isInTransaction() throws SQLException {
        return state() == TransactionState.OPEN;
    }

    private TransactionState state() throws SQLException {
        return session.unwrap(BaseConnection.class).getTransactionState();
    }

    private Look within(Statement statement, Function<Look, Set<Long>> wanted) throws SQLException {
        statement.execute(SAVEPOINT);
        try {
            return look(statement, true, wanted);
        } finally {
            statement.execute(BACK);
        }
    }

    /** Without a transaction of the script's, the look needs one of its own to take its settings back. */
    private Look alone(Statement statement, Function<Look, Set<Long>> wanted) throws SQLException {
        boolean byItself = session.getAutoCommit();
        if (byItself) {
            statement.execute("BEGIN");
        }
        try {
            return look(statement, false, wanted);
        } finally {
            statement.execute("ROLLBACK");
        }
    }

    private Look look(Statement statement, boolean inTransaction, Function<Look, Set<Long>> wanted)
            throws SQLException {
        long lockTimeout;
        long statementTimeout;
        try (ResultSet row = statement.executeQuery(SETTINGS)) {
            row.next();
            lockTimeout = row.getLong(1);
            statementTimeout = row.getLong(2);
        }
        statement.execute("SET LOCAL statement_timeout = 0");
        Map<Long, Activity> activity = new HashMap<>();
        Set<HeldLock> locks = new HashSet<>();
        String transaction = locks(statement, locks, activity);
        Look seen = new Look(
                transaction, inTransaction, lockTimeout, statementTimeout, locks, activity, Set.of(), List.of());
        Set<Long> asked = wanted.apply(seen);
        List<RelationSeen> read = asked.isEmpty() ? List.of() : relations.withParts(statement, asked);
        return new Look(transaction, inTransaction, lockTimeout, statementTimeout, locks, activity, asked, read);
    }

    private static String locks(Statement statement, Set<HeldLock> locks, Map<Long, Activity> activity)
            throws SQLException {
        String transaction = "";
        try (ResultSet row = statement.executeQuery(LOCKS)) {
            while (row.next()) {
                transaction = row.getString(1);
                long relation = row.getLong(2);
                if (!row.wasNull()) {
                    LockMode.named(row.getString(3)).ifPresent(mode -> locks.add(new HeldLock(relation, mode)));
                    activity.put(relation, new Activity(row.getLong(4), row.getLong(5), row.getLong(6)));
                }
            }
        }
        return transaction;
    }
}
