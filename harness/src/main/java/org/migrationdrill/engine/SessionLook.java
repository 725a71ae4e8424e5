package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

    /** A size is not worth a wait for somebody else's lock. */
    private static final String UNHURRIED = "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '50ms'";

    private static final String LOCKS = """
            SELECT l.virtualtransaction, l.relation::pg_catalog.int8, l.mode,
                   pg_catalog.pg_stat_get_xact_numscans(l.relation), pg_catalog.pg_stat_get_xact_tuples_returned(l.relation),
                   pg_catalog.pg_stat_get_xact_tuples_inserted(l.relation)
                   + pg_catalog.pg_stat_get_xact_tuples_updated(l.relation)
                   + pg_catalog.pg_stat_get_xact_tuples_deleted(l.relation),
                   pg_catalog.pg_relation_filenode(l.relation)::pg_catalog.int8
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
        try {
            return look(statement, SAVEPOINT, true, wanted);
        } finally {
            statement.execute(BACK);
        }
    }

    /** Without a transaction of the script's, the look needs one of its own to take its settings back. */
    private Look alone(Statement statement, Function<Look, Set<Long>> wanted) throws SQLException {
        try {
            return look(statement, session.getAutoCommit() ? "BEGIN" : "", false, wanted);
        } finally {
            statement.execute("ROLLBACK");
        }
    }

    /** As few messages as can be: a script of many statements waits for each of them. */
    private Look look(Statement statement, String begin, boolean inTransaction, Function<Look, Set<Long>> wanted)
            throws SQLException {
        statement.execute(String.join(";", begin, SETTINGS, UNHURRIED, LOCKS));
        LookReader reader = new LookReader(inTransaction);
        reader.settings(nextResult(statement));
        statement.getMoreResults();
        reader.locks(nextResult(statement));
        Set<Long> asked = wanted.apply(reader.look(Set.of(), List.of()));
        return reader.look(asked, asked.isEmpty() ? List.of() : relations.withParts(statement, asked));
    }

    /** What follows those statements that give none. */
    private static ResultSet nextResult(Statement statement) throws SQLException {
        while (statement.getUpdateCount() != -1) {
            statement.getMoreResults();
        }
        return statement.getResultSet();
    }
}
