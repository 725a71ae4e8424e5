package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.observe.LockWait;

/**
 * Watches one database for sessions that wait for locks. Two sessions of its own do it: one follows the server's log, which has the
 * beginning and the end of each wait that outlasts the waiter's {@code deadlock_timeout}, and one samples {@code pg_locks} some forty
 * times a second, which shows who was in each queue and the shorter waits of sessions whose log begins late. {@link #end} and
 * {@link #close} come from one thread.
 */
public final class LockWatch implements AutoCloseable {
    private static final long SAMPLE_EVERY_MS = 25;
    private static final long READ_EVERY_MS = 500;

    private final Axis axis;
    private final Connection sampling;
    private final Connection reading;
    private final RelationNames names = new RelationNames();
    private final SessionsSeen sessions = new SessionsSeen();
    private final SampledWaits sampled;
    private final LoggedWaits logged;
    private final LockSampler sampler;
    private final Optional<JsonLog> log;
    private final String noLog;
    private final List<Repeated> threads = new ArrayList<>();

    private LockWatch(Connection sampling, Connection reading, Axis axis) throws SQLException {
        this.axis = axis;
        this.sampling = sampling;
        this.reading = reading;
        this.sampler = new LockSampler(sampling, sessions);
        this.sampled = new SampledWaits(axis);
        this.logged = new LoggedWaits(axis, reading.getCatalog());
        JsonLog.Access access = JsonLog.open(reading);
        this.log = access.log();
        this.noLog = access.obstacle();
        names.read(reading);
    }

    /** How the watch comes by its own sessions; who is no superuser sees less. */
    public interface Sessions {
        Connection open(String applicationName) throws SQLException;
    }

    /** Watches from now on. */
    public static LockWatch start(Sessions database, Axis axis) throws SQLException {
        Connection sampling = quiet(database.open("drill: lock samples"));
        try {
            LockWatch watch = new LockWatch(sampling, quiet(database.open("drill: lock log")), axis);
            watch.threads.add(Repeated.every(SAMPLE_EVERY_MS, "drill-lock-samples", watch::sample));
            watch.threads.add(Repeated.every(READ_EVERY_MS, "drill-lock-log", watch::read));
            return watch;
        } catch (SQLException e) {
            sampling.close();
            throw e;
        }
    }

    /**
     * Stops watching. Waits shorter than 10 ms are not in it, nor are those of sessions whose log begins late that fell between two
     * samples. A process 0 was not seen.
     *
     * @return all waits, by their beginning
     */
    public List<LockWait> end() throws SQLException {
        for (Repeated thread : threads) {
            thread.end();
        }
        sample(); // what ended just now is not unfinished
        double endMs = axis.now();
        if (log.isPresent()) {
            log.get().readToTheEnd(this::add);
        }
        names.read(reading);
        List<Wait> waits = new JoinedWaits(logged, sampled, sessions, this::isLoggedEarly, names, endMs).all();
        WaitChains chains = new WaitChains(waits, this::isLoggedEarly);
        return waits.stream().map(chains::lockWait).toList();
    }

    /** A process that had to do with a wait, or wrote into the log meanwhile. */
    public Optional<ServerSession> session(int pid) {
        return sessions.find(pid);
    }

    /** The table that an index or a toast table belongs to, both qualified. */
    public Optional<String> tableOf(String relation) {
        return names.tableOf(relation);
    }

    /** What this server does not let the watch see, in sentences. */
    public List<String> limits() {
        return log.isPresent()
                ? List.of()
                : List.of("Lock waits are sampled every " + SAMPLE_EVERY_MS + " ms, since " + noLog
                        + ". Shorter ones are missed, and all count as granted, however they ended.");
    }

    @Override
    public void close() throws SQLException {
        for (Repeated thread : threads) {
            thread.stop();
        }
        try (sampling) {
            reading.close();
        }
    }

    private boolean isLoggedEarly(int pid) {
        return log.isPresent() && (sessions.isLoggedEarly(pid) || logged.isLoggedEarly(pid));
    }

    private void sample() throws SQLException {
        LockSample sample = sampler.take();
        sampled.add(sample);
        if (sample.waiters().stream().map(LockRow::tag).anyMatch(this::isNew)) {
            names.read(sampling);
        }
    }

    private boolean isNew(LockTag tag) {
        return tag.isOnRelation() && names.misses(tag.relation());
    }

    private void read() throws SQLException {
        if (log.isPresent()) {
            log.get().read(this::add);
        }
    }

    private void add(LogLine line) {
        sessions.add(line.session());
        logged.add(line);
    }

    /** What the watch does must not be in the statistics of what it watches. */
    private static Connection quiet(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET jit = off");
            statement.execute(StatementStatistics.LEAVE_OUT);
            return connection;
        }
    }
}
