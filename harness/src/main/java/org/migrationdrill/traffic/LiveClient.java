package org.migrationdrill.traffic;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.scenario.ClientSettings;
import org.postgresql.PGConnection;

/**
 * A version while it serves: its pool and a worker for each connection. The runs that no worker has taken yet are the ones that wait
 * for a connection. Thread-safe.
 */
final class LiveClient implements AutoCloseable {
    private final ClientSettings settings;
    private final HikariDataSource pool;
    private final Outcomes outcomes;
    private final Lateness late;
    private final Retries retries;
    private final Consumer<Throwable> broken;
    private final RunQueue queue = new RunQueue();
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean cut;

    /** Brings a run back to its client when its pause is over. */
    @FunctionalInterface
    interface Retries {
        void at(long nanos, Run run, LiveClient client);
    }

    /** @param broken told of what a worker can't go on from */
    LiveClient(
            Client client,
            HikariDataSource pool,
            Outcomes outcomes,
            Lateness late,
            Retries retries,
            Consumer<Throwable> broken) {
        this.settings = client.settings();
        this.pool = pool;
        this.outcomes = outcomes;
        this.late = late;
        this.retries = retries;
        this.broken = broken;
        for (int i = 1; i <= settings.pool(); i++) {
            Thread worker = new Thread(this::work, "drill app " + client.name() + " " + i);
            worker.setDaemon(true);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
    }

    /** A run that is due. */
    void hand(Run run) {
        if (!queue.put(run)) {
            outcomes.failed(run, Attempt.withoutConnection(System.nanoTime()), RunError.unfinished());
        }
    }

    /** A run whose pause is over. */
    void handAgain(Run run) {
        if (!queue.putAgain(run)) {
            outcomes.notRetried(run);
        }
    }

    /** A run whose pause is not waited for any more. */
    void drop(Run run) {
        outcomes.notRetried(run);
        queue.done();
    }

    /** Ends the waiting of those that waited for a connection too long. */
    void expire(long now) {
        long timeout = settings.connectionTimeout().toNanos();
        for (Optional<Run> run = queue.expired(now, timeout); run.isPresent(); run = queue.expired(now, timeout)) {
            giveUp(run.get());
        }
    }

    /** From now on each worker takes the next run when it has ended one; null: only those that are due. */
    void endless(@Nullable Supplier<Optional<Run>> source) {
        queue.endless(source);
    }

    /** Waits until nothing is under way, at most that long. */
    void drain(Duration patience) {
        try {
            queue.awaitQuiet(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the caller closes next
        }
    }

    private void work() {
        try {
            for (Optional<Run> run = queue.take(); run.isPresent(); run = queue.take()) {
                attempt(run.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (RuntimeException | Error e) {
            broken.accept(e);
        }
    }

    private void attempt(Run run) {
        long now = System.nanoTime();
        if (run.cameLate(now)) {
            late.add(run.askedNanos(), now);
        }
        if (now - run.askedNanos() > settings.connectionTimeout().toNanos()) {
            giveUp(run);
            return;
        }
        Optional<Connection> connection = connection();
        if (connection.isPresent()) {
            attempt(run, connection.get());
        } else {
            giveUp(run);
        }
    }

    private Optional<Connection> connection() {
        try {
            return Optional.of(pool.getConnection());
        } catch (SQLException e) {
            return Optional.empty(); // timed out, or closed
        }
    }

    private void attempt(Run run, Connection connection) {
        int backend = backend(connection);
        outcomes.met(backend);
        long sent = System.nanoTime();
        Optional<SQLException> failure = failure(run, connection);
        Attempt attempt = new Attempt(sent, System.nanoTime(), backend);
        giveBack(connection);
        if (failure.isPresent()) {
            failed(run, attempt, cut ? RunError.unfinished() : RunError.of(failure.get()));
        } else {
            outcomes.done(run, attempt);
            queue.done();
        }
    }

    private static int backend(Connection connection) {
        try {
            return connection.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            throw new IllegalStateException("a connection that is not the driver's", e);
        }
    }

    private static Optional<SQLException> failure(Run run, Connection connection) {
        try {
            OperationExecution.run(connection, run.operation(), run.values());
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    /** The pool rolls back what is open. */
    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was lost meanwhile, and the pool replaces it. What became of the run is known.
        }
    }

    private void failed(Run run, Attempt attempt, RunError error) {
        ClientSettings.Retry retry = settings.retry();
        boolean again = !cut
                && run.failedAttempts().size() + 1 < retry.attempts()
                && retry.sqlStates().contains(error.sqlState());
        if (again) {
            long at = attempt.endNanos() + retry.pause().toNanos();
            run.failedOnce(outcomes.retried(run, attempt, error), at);
            retries.at(at, run, this);
        } else {
            outcomes.failed(run, attempt, error);
            queue.done();
        }
    }

    private void giveUp(Run run) {
        RunError error = cut ? RunError.unfinished() : RunError.noConnection(settings.connectionTimeout());
        outcomes.failed(run, Attempt.withoutConnection(System.nanoTime()), error);
        queue.done();
    }

    /** Cuts off what is under way, and leaves no thread and no connection. */
    @Override
    public void close() {
        cut = true;
        for (Run run : queue.close()) {
            giveUp(run);
        }
        workers.forEach(Thread::interrupt);
        pool.close();
        workers.forEach(Threads::join);
    }
}
