package org.migrationdrill.traffic;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.scenario.LoadSettings.Adversary;

/** An adversary that was started. Times are milliseconds on the run's axis. Thread-safe. */
public final class AdversaryStay {
    private final Adversary adversary;
    private final int backend;
    private final Axis axis;
    private final CountDownLatch placed = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable AdversaryWork work;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Double startMs;
    private volatile @Nullable Double endMs;
    private volatile String what = "";
    private volatile @Nullable String failure;

    /** @param backend 0 where it got none */
    AdversaryStay(Adversary adversary, int backend, Axis axis) {
        this.adversary = adversary;
        this.backend = backend;
        this.axis = axis;
    }

    public Adversary adversary() {
        return adversary;
    }

    /** The server's process that works for it; 0 where the server let it not in. */
    public int backend() {
        return backend;
    }

    /** Why it did not get in place; empty when it did. */
    public Optional<String> hindrance() {
        String reason = failure;
        return startMs == null ? Optional.of(reason == null ? "is not there yet" : reason) : Optional.empty();
    }

    /** Why it left before its time, such as a timeout of the server; empty when it did not. */
    public Optional<String> cutShort() {
        return startMs == null ? Optional.empty() : Optional.ofNullable(failure);
    }

    /** What it has done, as the rest of a sentence about it: {@code has read 5 tables}. */
    public String what() {
        return what;
    }

    /** When it was in place, holding its locks; empty when it never was. */
    public Optional<Double> startMs() {
        return Optional.ofNullable(startMs);
    }

    /** When it held no lock any more; empty while it does, and when it was never in place. */
    public Optional<Double> endMs() {
        return startMs == null ? Optional.empty() : Optional.ofNullable(endMs);
    }

    /** Waits until it has left; answers whether it has. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Makes it leave, and waits until it has. */
    void end() {
        AdversaryWork running = work;
        Thread runner = thread;
        if (running == null || runner == null) {
            return;
        }
        try {
            running.end();
        } catch (SQLException e) {
            runner.interrupt(); // the server is gone, and with it all that would have to be ended
        }
        Threads.join(runner);
    }

    /** Lets it work on its connection, which is closed when it leaves; returns when it is in place or has failed. */
    void begin(AdversaryWork begun, Connection connection) throws SQLException {
        Thread runner = new Thread(() -> run(begun, connection), "drill adversary " + adversary.word());
        runner.setDaemon(true);
        work = begun;
        thread = runner;
        runner.start();
        try {
            begun.watch(this);
            placed.await();
        } catch (SQLException e) {
            end();
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the caller closes next
        }
    }

    private void run(AdversaryWork begun, Connection connection) {
        try (connection) {
            begun.run(this);
        } catch (SQLException e) {
            failure = RunError.of(e).message();
        } catch (InterruptedException e) {
            failure = "interrupted";
        } finally {
            leave();
        }
    }

    /** It holds what it holds. */
    void inPlace(String description) {
        if (startMs == null && endMs == null) {
            what = description;
            startMs = axis.now();
            placed.countDown();
        }
    }

    /** It holds nothing any more. */
    void leave() {
        if (endMs == null) {
            endMs = axis.now();
        }
        placed.countDown();
        over.countDown();
    }

    void leaveFor(String reason) {
        failure = reason;
        leave();
    }

    boolean hasEnded() {
        return endMs != null;
    }
}
