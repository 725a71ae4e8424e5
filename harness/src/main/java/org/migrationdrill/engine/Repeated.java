package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Something done again and again on a thread of its own, until it fails or is ended. */
final class Repeated {
    private final ScheduledExecutorService thread;
    private final Future<?> work;

    private Repeated(ScheduledExecutorService thread, Future<?> work) {
        this.thread = thread;
        this.work = work;
    }

    interface Work {
        void run() throws SQLException;
    }

    /** The pause is between the end of one and the beginning of the next, so that it never does nothing else. */
    static Repeated every(long pauseMs, String name, Work work) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread named = new Thread(task, name);
            named.setDaemon(true);
            return named;
        });
        return new Repeated(
                thread, thread.scheduleWithFixedDelay(() -> attempt(work), 0, pauseMs, TimeUnit.MILLISECONDS));
    }

    /**
     * Ends it after what it is at.
     *
     * @throws SQLException what made it fail before
     */
    void end() throws SQLException {
        stop();
        if (work.isDone() && !work.isCancelled()) {
            throw failure();
        }
    }

    void stop() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the work does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SQLException failure() throws SQLException {
        try {
            work.get();
            throw new IllegalStateException("repeated work ended by itself");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SQLException("interrupted", e);
        } catch (ExecutionException e) {
            return e.getCause() instanceof Failure failure ? failure.cause() : new SQLException(e.getCause());
        }
    }

    private static void attempt(Work work) {
        try {
            work.run();
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    /** Carries a failure out of the thread. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure(SQLException cause) {
            super(cause);
        }

        SQLException cause() {
            return (SQLException) Objects.requireNonNull(getCause());
        }
    }
}
