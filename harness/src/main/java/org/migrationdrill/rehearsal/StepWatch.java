package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.engine.StatementEnd;
import org.migrationdrill.engine.StatementEvidence;
import org.migrationdrill.engine.StatementStatistics;
import org.migrationdrill.engine.StatementStatistics.Written;
import org.migrationdrill.migration.SqlFailure;
import org.migrationdrill.migration.StatementRun;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.LoadEvent.AttemptSeen;

/** Watches one step under load: its tries, its sessions and its statements. Used by one thread. */
final class StepWatch implements StepObserver, AutoCloseable {
    private final Lookout lookout;
    private final Connection outside;
    private final @Nullable Connection statistics;
    private final StatementEvidence evidence;
    private final double startMs;
    private final List<AttemptSeen> attempts = new ArrayList<>();
    private final List<StatementTrace> statements = new ArrayList<>();
    private final Set<Integer> backends = new LinkedHashSet<>();
    private double attemptStartMs;
    private @Nullable Connection running;

    private StepWatch(
            Lookout lookout, Connection outside, @Nullable Connection statistics, StatementEvidence evidence) {
        this.lookout = lookout;
        this.outside = outside;
        this.statistics = statistics;
        this.evidence = evidence;
        this.startMs = lookout.axis().now();
    }

    /** {@code ownTables} are the migration tool's. */
    static StepWatch open(Lookout lookout, DatabaseCopy database, Set<String> ownTables) {
        List<Connection> opened = new ArrayList<>();
        try {
            Connection outside = database.connect("drill: statement evidence");
            opened.add(outside);
            DatabaseCopy own = lookout.statistics();
            Connection statistics = own == null ? null : own.connect("drill: statement statistics");
            if (statistics != null) {
                opened.add(statistics);
            }
            StatementStatistics written = statistics == null
                    ? StatementStatistics.none("The drill has no database of its own on this server: WAL and temporary"
                            + " files of statements are not known.")
                    : StatementStatistics.open(statistics, database.name());
            StatementEvidence evidence = StatementEvidence.start(outside, written, lookout.axis(), ownTables);
            return new StepWatch(lookout, outside, statistics, evidence);
        } catch (SQLException e) {
            opened.forEach(StepWatch::closeQuietly);
            throw lost(e);
        }
    }

    @Override
    public void attemptStarts() {
        ask(evidence::attempt);
        attemptStartMs = lookout.axis().now();
    }

    @Override
    public void attemptEnded(@Nullable Failure error) {
        attempts.add(new AttemptSeen(attemptStartMs, lookout.axis().now(), error));
    }

    @Override
    public void opened(Connection session) {
        ask(() -> {
            int backend = StatementEvidence.backendOf(session);
            backends.add(backend);
            lookout.sessions().accept(backend);
        });
    }

    @Override
    public void starts(Connection session, String file, @Nullable Integer line, String sql) {
        running = session;
        ask(() -> evidence.before(session, file, line, sql));
    }

    @Override
    public void ran(StatementRun run) {
        Connection session = running;
        if (session != null) {
            running = null;
            String state = run.failure().map(SqlFailure::sqlState).orElse(null);
            String message = run.failure().map(SqlFailure::message).orElse(null);
            ask(() -> evidence.after(session, new StatementEnd(run.rows(), state, message)));
        }
    }

    @Override
    public void transactionEnded(Connection session) {
        evidence.transactionEnded(session);
    }

    /** So far, of the transactions that have ended. */
    List<StatementTrace> statements() {
        statements.addAll(evidence.take());
        return List.copyOf(statements);
    }

    /** What all statements of the last try have written; null where that is not known. */
    @Nullable Written written() {
        try {
            return evidence.written().orElse(null);
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    WatchedStep seen(StepOutcome outcome) {
        return seen(outcome, statements());
    }

    /** With traces that stand for those that it has. */
    WatchedStep seen(StepOutcome outcome, List<StatementTrace> traces) {
        double endMs = lookout.axis().now();
        return new WatchedStep(outcome, startMs, endMs, attempts, traces, backends, outcome.batches());
    }

    @Override
    public void close() {
        evidence.close();
        closeQuietly(outside);
        if (statistics != null) {
            closeQuietly(statistics);
        }
    }

    private interface Question {
        void ask() throws SQLException;
    }

    private static void ask(Question question) {
        try {
            question.ask();
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    private static DatabaseUnavailableException lost(SQLException e) {
        return new DatabaseUnavailableException(
                "The sessions that watch a step failed (SQLState " + e.getSQLState() + "). Look into the server's log.",
                e);
    }

    /** What its end could still say is of no use: the evidence has been taken. */
    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server has ended it already.
        }
    }
}
