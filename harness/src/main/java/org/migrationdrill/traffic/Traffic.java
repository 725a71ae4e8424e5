package org.migrationdrill.traffic;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.observe.Axis;

/**
 * The running app: versions that send their operations open-loop, each run at its own time whether or not those before it have ended,
 * over pooled, long-lived, warmed-up connections. So a stall costs every run that falls into it what it would cost in production.
 * Used by one thread. What the operations meet is in the record; an {@link IllegalStateException} says that the generator itself
 * broke down.
 */
public final class Traffic implements AutoCloseable {
    /** How long operations that run may take to end when their version stops. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DatabaseCopy database;
    private final Axis axis;
    private final Lateness late = new Lateness();
    private final ParametersAhead ahead;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, Ramp> ramps = new LinkedHashMap<>();
    private final Dispatcher dispatcher;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private boolean closed;

    private Traffic(
            DatabaseCopy database, List<Client> clients, double rate, long seed, ParameterSource source, Axis axis) {
        this.database = database;
        this.axis = axis;
        this.ahead = new ParametersAhead(source);
        clients.forEach(client -> lanes.put(client.name(), new Lane(client, rate, seed, ahead)));
        this.dispatcher = new Dispatcher(List.copyOf(lanes.values()), late, this::breakDown);
    }

    /**
     * Sends nothing yet.
     *
     * @param clients all that will serve at some time
     * @param rate the share of the suites' rates that is sent; above 0
     * @param seed decides when runs are due
     */
    public static Traffic of(
            DatabaseCopy database,
            List<Client> clients,
            double rate,
            long seed,
            ParameterSource parameters,
            Axis axis) {
        return new Traffic(database, clients, rate, seed, parameters, axis);
    }

    /**
     * Makes the version's pool and warms up each of its connections. Sends nothing yet.
     *
     * @throws SQLException when the server does not let it in, or as many of it
     */
    public void open(String version) throws SQLException {
        check();
        Lane lane = lane(version);
        if (lane.live().isPresent()) {
            throw new IllegalStateException("version " + version + " is open already");
        }
        HikariDataSource pool = ClientPool.open(database, lane.client());
        try {
            lane.cold(WarmUp.of(pool, lane));
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw e;
        }
        lane.live(new LiveClient(lane.client(), pool, lane.outcomes(), late, dispatcher::retry, this::breakDown));
    }

    /** From now on the version sends this share of its rates, from 0 to 1. */
    public void send(String version, double share) {
        check();
        Lane lane = lane(version);
        live(lane);
        follow(lane, Ramp.constant(share), System.nanoTime());
    }

    /** Moves what {@code from} sends over to {@code to}, little by little, and returns when all is moved. */
    public void shift(String from, String to, Duration over) {
        check();
        long start = System.nanoTime();
        long end = start + over.toNanos();
        double moved = share(from, start);
        double there = share(to, start);
        live(lane(to));
        follow(lane(from), new Ramp(moved, 0, start, end), start);
        follow(lane(to), new Ramp(there, there + moved, start, end), start);
        pauseUntil(end);
        check();
    }

    /** Stops sending, lets what runs come to its end, and closes the version's pool. */
    public void retire(String version) {
        check();
        Lane lane = lane(version);
        live(lane);
        stop(lane, PATIENCE);
        check();
    }

    /**
     * A closed loop, to compare this generator with others: each connection begins the next run when it has ended one, for that
     * long. Operations are chosen by their rates. Nothing else may be sent meanwhile.
     */
    public Throughput saturate(String version, Duration duration) {
        check();
        Lane lane = lane(version);
        LiveClient client = live(lane);
        int before = lane.outcomes().ledger().size();
        long start = System.nanoTime();
        client.endless(lane::anyRun);
        pauseUntil(start + duration.toNanos());
        client.endless(null);
        client.drain(PATIENCE);
        long nanos = System.nanoTime() - start;
        check();
        return new Throughput(lane.outcomes().ledger().size() - before, Duration.ofNanos(nanos));
    }

    /**
     * What a closed loop came to.
     *
     * @param runs that came to their end, failed ones as well
     */
    public record Throughput(long runs, Duration duration) {
        public double perSecond() {
            return runs * 1e9 / duration.toNanos();
        }
    }

    /** Stops all versions, and says what became of every run. To be called once. */
    public TrafficRecord end() {
        return end(PATIENCE);
    }

    /** @param patience how long what runs may take to end */
    TrafficRecord end(Duration patience) {
        check();
        long now = System.nanoTime();
        List<Lane> all = List.copyOf(lanes.values());
        all.forEach(lane -> follow(lane, Ramp.constant(0), now));
        all.forEach(lane -> stop(lane, patience));
        check();
        close();
        return new TrafficRecord(axis, all, late.merged(), now);
    }

    private void follow(Lane lane, Ramp ramp, long now) {
        ramps.put(lane.name(), ramp);
        dispatcher.follow(lane, ramp, now);
    }

    private double share(String version, long now) {
        Ramp ramp = ramps.get(version);
        return ramp == null ? 0 : ramp.at(now);
    }

    private void stop(Lane lane, Duration patience) {
        lane.live().ifPresent(client -> {
            follow(lane, Ramp.constant(0), System.nanoTime());
            dispatcher.finish(lane, patience);
            client.drain(patience);
            client.close();
            dispatcher.dropRetries(client);
            lane.live(null);
        });
    }

    private Lane lane(String version) {
        Lane lane = lanes.get(version);
        if (lane == null) {
            throw new IllegalArgumentException("no client " + version + " among " + lanes.keySet());
        }
        return lane;
    }

    private static LiveClient live(Lane lane) {
        return lane.live().orElseThrow(() -> new IllegalStateException("version " + lane.name() + " is not open"));
    }

    private static void pauseUntil(long end) {
        for (long left = end - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void breakDown(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    private void check() {
        if (closed) {
            throw new IllegalStateException("the traffic has ended");
        }
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("the traffic generator broke down", cause);
        }
    }

    /** Cuts off what still runs. Leaves no thread and no connection, also after a failure. Idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ahead.close();
        dispatcher.close();
        lanes.values().forEach(lane -> stop(lane, Duration.ZERO));
    }
}
