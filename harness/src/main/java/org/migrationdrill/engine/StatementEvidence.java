package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.engine.StatementStatistics.Written;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.observe.StatementTrace;
import org.postgresql.PGConnection;

/**
 * Takes evidence of the statements of one step: locks, rewrites, scans, sizes and timeouts from within the session that runs them,
 * what that can't tell from outside of it, and what was written from the server's statistics. What can't be seen is a limit in the
 * trace; a session whose transaction has failed answers nothing. Looking changes neither the session nor its transaction. Used by one
 * thread.
 */
public final class StatementEvidence implements AutoCloseable {
    private final EvidenceTools tools;
    private final IdentityHashMap<Connection, SessionEvidence> sessions = new IdentityHashMap<>();
    private final List<StatementTrace> finished = new ArrayList<>();
    private Map<Long, Written> written = Map.of();
    private int attempt;

    private StatementEvidence(EvidenceTools tools) {
        this.tools = tools;
    }

    /**
     * Sees what there is before the step.
     *
     * @param outside a superuser's session in autocommit in the step's database; the caller's to close
     * @param notTheApps tables that are the drill's or the migration tool's, qualified and unquoted
     */
    public static StatementEvidence start(
            Connection outside, StatementStatistics statistics, Axis axis, Set<String> notTheApps) throws SQLException {
        try (Statement statement = outside.createStatement()) {
            statement.execute(StatementStatistics.LEAVE_OUT);
            statement.execute("SET jit = off");
            statement.execute("SET lock_timeout = '200ms'");
        }
        return new StatementEvidence(new EvidenceTools(
                outside,
                new RelationReading(notTheApps),
                new RelationBook(),
                StatementSampler.start(outside, axis),
                statistics,
                axis));
    }

    /** The server's process behind a session. */
    public static int backendOf(Connection session) throws SQLException {
        return session.unwrap(PGConnection.class).getBackendPID();
    }

    /** The next try of the step begins. */
    public void attempt() throws SQLException {
        attempt++;
        tools.book().startWith(tools.committed());
        written = tools.statistics().read();
    }

    /** What all statements of the try have written so far; empty where the server has no statistics of them. */
    public Optional<Written> written() throws SQLException {
        return tools.statistics().missing().isPresent()
                ? Optional.empty()
                : Optional.of(StatementStatistics.sum(
                        StatementStatistics.between(written, tools.statistics().read())));
    }

    /** A statement is about to be sent. */
    public void before(Connection session, @Nullable String file, @Nullable Integer line, String sql)
            throws SQLException {
        sessionOf(session).before(attempt, file, line, sql);
    }

    /** The statement that was announced last for this session has been answered. */
    public void after(Connection session, StatementEnd end) throws SQLException {
        sessionOf(session).after(end);
    }

    /** The session's transaction has ended. */
    public void transactionEnded(Connection session) {
        SessionEvidence known = sessions.get(session);
        if (known != null) {
            known.transactionEnded();
        }
    }

    /** The statements whose transactions have ended since this was asked last, in the order of their ends. */
    public List<StatementTrace> take() {
        List<StatementTrace> taken = List.copyOf(finished);
        finished.clear();
        return taken;
    }

    @Override
    public void close() {
        tools.sampler().close();
    }

    private SessionEvidence sessionOf(Connection session) throws SQLException {
        SessionEvidence known = sessions.get(session);
        if (known == null) {
            known = new SessionEvidence(session, backendOf(session), tools, finished::add);
            sessions.put(session, known);
        }
        return known;
    }
}
