package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.observe.LockTaken;
import org.migrationdrill.observe.StatementTrace;
import org.postgresql.PGConnection;

/**
 * Sees what the statements of a step do, from within the step's own session: nobody else sees its uncommitted state. What it asks
 * leaves no trace there, neither settings nor locks. Used by one thread.
 */
public final class StepEvidence implements AutoCloseable {
    /** A script of thousands of short statements is looked at now and then only. */
    private static final int MANY = 200;

    private static final int NOW_AND_THEN = 50;

    private final Axis axis;
    private final Connection observer;
    private final OutsideLook outside;
    private final Optional<StatementStatistics> statistics;
    private final KnownRelations relations;
    private final List<TraceInProgress> traces = new ArrayList<>();
    private final Set<Integer> processes = new LinkedHashSet<>();
    private final Map<Integer, SessionLook> lastLooks = new HashMap<>();
    /** Relations that the step has made itself. */
    private final Map<Long, KnownRelations.Relation> made = new HashMap<>();

    private int attempt = 1;
    private int statements;
    private double startMs;
    private @Nullable SessionLook before;
    private StatementStatistics.@Nullable Totals totals;

    private StepEvidence(
            Axis axis,
            Connection observer,
            OutsideLook outside,
            Optional<StatementStatistics> statistics,
            KnownRelations relations) {
        this.axis = axis;
        this.observer = observer;
        this.outside = outside;
        this.statistics = statistics;
        this.relations = relations;
    }

    /**
     * @param sessions of a superuser on the database that is migrated
     * @param excluded tables that are not the app's
     */
    public static StepEvidence open(
            LockWatch.Sessions sessions, Optional<StatementStatistics> statistics, Set<String> excluded, Axis axis)
            throws SQLException {
        Connection observer = sessions.open("drill step evidence");
        OutsideLook outside = new OutsideLook(sessions.open("drill statement watch"), axis);
        return new StepEvidence(axis, observer, outside, statistics, new KnownRelations(excluded));
    }

    /** A step begins. What was seen of the one before is forgotten. */
    public void begin() throws SQLException {
        made.clear();
        traces.clear();
        processes.clear();
        lastLooks.clear();
        attempt = 1;
        statements = 0;
        relations.begin(observer);
    }

    /** The next attempt of the step begins, counted from 1. */
    public void attempt(int number) {
        attempt = number;
        lastLooks.clear();
    }

    /** A session of the step. */
    public void opened(Connection session) {
        process(session);
    }

    private int process(Connection session) {
        try {
            int process = session.unwrap(PGConnection.class).getBackendPID();
            processes.add(process);
            return process;
        } catch (SQLException e) {
            throw new IllegalStateException("a session that is none of PostgreSQL's driver", e);
        }
    }

    /** A statement is about to be sent on this session. */
    public void before(Connection session) throws SQLException {
        int process = process(session);
        statements++;
        before = lastLooks.get(process);
        if (isLookedAt()) {
            if (before == null) {
                before = look(session).orElse(null);
            }
            totals = totals();
            if (session.getAutoCommit()) {
                outside.begin(process);
            }
        } else {
            before = null;
            totals = null;
        }
        startMs = axis.now();
    }

    private boolean isLookedAt() {
        return statements <= MANY || statements % NOW_AND_THEN == 0;
    }

    private StatementStatistics.@Nullable Totals totals() throws SQLException {
        return statistics.isPresent() ? statistics.get().totals() : null;
    }

    /**
     * The statement was answered.
     *
     * @param sqlState of its failure; null when it succeeded
     */
    public void after(
            Connection session,
            @Nullable String file,
            @Nullable Integer line,
            String sql,
            @Nullable Long rows,
            @Nullable String sqlState,
            @Nullable String message)
            throws SQLException {
        int process = process(session);
        TraceInProgress trace = new TraceInProgress(attempt, process, file, line, sql, startMs, axis.now());
        trace.ended(rows, sqlState, message);
        boolean autocommit = session.getAutoCommit();
        OutsideLook.Watched watched = outside.isWatching() ? outside.end() : null;
        Optional<SessionLook> look = Optional.empty();
        if (!isLookedAt()) {
            trace.limit("One of more than " + MANY + " statements of its step, of which every " + NOW_AND_THEN
                    + "th is looked at.");
        } else if (message != null && !autocommit) {
            trace.limit("It failed, and in its transaction nothing can be asked any more.");
            trace.settings(before);
        } else {
            look = look(session);
            look.ifPresent(after -> compare(trace, after, autocommit));
            if (watched != null) {
                fromOutside(trace, watched);
            }
        }
        traces.add(trace);
        lastLooks.remove(process);
        if (!autocommit) {
            look.ifPresent(after -> lastLooks.put(process, after));
        } else {
            trace.transactionEnded(trace.endMs);
        }
        counted(trace);
        if (look.isPresent() && message == null) {
            Set<SessionLook.Lock> locks = new LinkedHashSet<>(look.get().locks());
            if (watched != null) {
                locks.addAll(watched.locks.keySet());
            }
            files(session, trace, locks);
        }
    }

    private void compare(TraceInProgress trace, SessionLook after, boolean autocommit) {
        trace.settings(before == null ? after : before);
        if (autocommit) {
            trace.limit(
                    "It ran outside a transaction: its locks were sampled from outside, and full scans not measured.");
            return;
        }
        Set<SessionLook.Lock> known = before == null ? Set.of() : before.locks();
        for (SessionLook.Lock lock : after.locks()) {
            if (!known.contains(lock)) {
                taken(lock, trace.startMs, trace.endMs, true).ifPresent(trace::lock);
            }
        }
        trace.locksSeen();
        Map<Long, Long> read = before == null ? Map.of() : before.tuplesRead();
        after.tuplesRead().forEach((table, tuples) -> {
            long more = tuples - read.getOrDefault(table, 0L);
            relations
                    .find(table)
                    .filter(relation -> more > 0 && isMost(more, relation.rows()))
                    .ifPresent(relation -> trace.scan(relation.name()));
        });
        trace.scansSeen();
    }

    /** A scan that a LIMIT or an error ended is none of the whole table. */
    private static boolean isMost(long tuples, double rows) {
        return rows <= 0 || tuples >= 0.9 * rows;
    }

    private Optional<LockTaken> taken(SessionLook.Lock lock, double afterMs, double byMs, boolean exact) {
        return relation(lock.relation())
                .filter(relations::isApps)
                .filter(relation ->
                        !relation.kind().equals("t") && !relation.name().startsWith("pg_toast."))
                .map(relation -> new LockTaken(
                        relation.name(),
                        relations.find(relation.table()).orElse(relation).name(),
                        lock.mode(),
                        relations.existedBefore(relation.oid()),
                        afterMs,
                        byMs,
                        null,
                        exact));
    }

    private Optional<KnownRelations.Relation> relation(long oid) {
        Optional<KnownRelations.Relation> known = relations.find(oid);
        return known.isPresent() ? known : Optional.ofNullable(made.get(oid));
    }

    private void fromOutside(TraceInProgress trace, OutsideLook.Watched watched) {
        watched.locks.forEach((lock, times) -> taken(lock, trace.startMs, times[0], false)
                .map(taken -> TraceInProgress.released(taken, times[1]))
                .ifPresent(trace::lock));
        trace.locksSeen();
        watched.waits.forEach((session, times) -> trace.waitedFor(
                "waited " + Math.round(times[1] - times[0]) + " ms or more for a transaction of ‘" + session + "’"));
    }

    /** What the statement wrote, as the server counted it. */
    private void counted(TraceInProgress trace) throws SQLException {
        StatementStatistics.Totals earlier = totals;
        if (earlier == null) {
            if (statistics.isEmpty()) {
                trace.limit("The server has no statement statistics: WAL and temporary files were not measured.");
            }
            return;
        }
        StatementStatistics.Totals now = statistics.orElseThrow().totals();
        if (now.walBytes() >= earlier.walBytes()) {
            trace.wrote(now.walBytes() - earlier.walBytes(), now.tempBytes() - earlier.tempBytes());
        } else {
            trace.limit("The server dropped statistics meanwhile: WAL and temporary files were not measured.");
        }
    }

    /** Files and sizes of the tables that its transaction has locked so far. */
    private void files(Connection session, TraceInProgress trace, Collection<SessionLook.Lock> locks)
            throws SQLException {
        Set<Long> family = new LinkedHashSet<>();
        for (SessionLook.Lock lock : locks) {
            relation(lock.relation())
                    .filter(relations::isApps)
                    .ifPresent(relation -> family.addAll(relations.family(relation.table())));
        }
        if (!family.isEmpty()) {
            guarded(session, () -> KnownRelations.read(session, family))
                    .orElse(List.of())
                    .forEach(now -> compareFile(trace, now));
        }
        trace.rewritesSeen();
    }

    private void compareFile(TraceInProgress trace, KnownRelations.Relation now) {
        Optional<KnownRelations.Relation> earlier = relations.last(now.oid());
        if (earlier.isPresent()) {
            if (earlier.get().file() != now.file() && now.file() != 0) {
                trace.rewrite(relations.find(now.oid()).orElse(now).name());
            }
            if (now.bytes() >= 0) {
                trace.size(
                        relations.find(now.oid()).orElse(now).name(),
                        earlier.get().bytes(),
                        now.bytes());
            }
        }
        relations.saw(now);
    }

    /** A look that leaves nothing: its settings and locks go with its savepoint. Empty when the session could not be asked. */
    private Optional<SessionLook> look(Connection session) throws SQLException {
        return guarded(session, () -> {
            SessionLook look = SessionLook.of(session, axis.now());
            learn(session, look);
            return look;
        });
    }

    private void learn(Connection session, SessionLook look) throws SQLException {
        List<Long> unknown = look.locks().stream()
                .map(SessionLook.Lock::relation)
                .filter(oid -> relation(oid).isEmpty())
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            KnownRelations.read(session, unknown).forEach(relation -> made.put(relation.oid(), relation));
        }
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private static <T> Optional<T> guarded(Connection session, Question<T> question) throws SQLException {
        if (session.getAutoCommit()) {
            try {
                return Optional.of(question.ask());
            } catch (SQLException e) {
                return Optional.empty();
            }
        }
        Savepoint savepoint = session.setSavepoint();
        try {
            try (Statement statement = session.createStatement()) {
                statement.execute("SET LOCAL statement_timeout = 0");
            }
            return Optional.of(question.ask());
        } catch (SQLException e) {
            return Optional.empty();
        } finally {
            session.rollback(savepoint);
        }
    }

    /** The session's transaction is over, and its locks are gone. */
    public void transactionEnded(Connection session) {
        int process = process(session);
        double now = axis.now();
        traces.stream().filter(trace -> trace.process == process).forEach(trace -> trace.transactionEnded(now));
        lastLooks.remove(process);
    }

    /** All statements of the step, in order. */
    public List<StatementTrace> traces() {
        return traces.stream().map(TraceInProgress::trace).toList();
    }

    /** The backends of the step's sessions. */
    public List<Integer> processes() {
        return List.copyOf(processes);
    }

    @Override
    public void close() throws SQLException {
        outside.close();
        observer.close();
        if (statistics.isPresent()) {
            statistics.get().close();
        }
    }
}
