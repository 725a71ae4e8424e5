package org.migrationdrill.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands each run over when it is due, in a thread of its own that never talks to a database. Thread-safe. */
final class Dispatcher implements AutoCloseable {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final List<Lane> lanes;
    private final Lateness late;
    private final Consumer<Throwable> broken;
    /** Fair: a dispatcher that lags behind takes it again and again. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Condition changed = lock.newCondition();
    private final Condition sent = lock.newCondition();
    private final PriorityQueue<Retry> retries = new PriorityQueue<>(Comparator.comparingLong(Retry::atNanos));
    private final Thread thread = new Thread(this::dispatch, "drill traffic dispatcher");
    private long lastExpiry = System.nanoTime();
    private volatile boolean ended;

    private record Retry(long atNanos, Run run, LiveClient client) {}

    private record Due(Lane lane, OperationStream stream, long nanos) {}

    /** @param broken told of what it can't go on from */
    Dispatcher(List<Lane> lanes, Lateness late, Consumer<Throwable> broken) {
        this.lanes = List.copyOf(lanes);
        this.late = late;
        this.broken = broken;
        thread.setDaemon(true);
        thread.start();
    }

    /** From that moment on the lane sends as its ramp says. */
    void follow(Lane lane, Ramp ramp, long nanos) {
        lock.lock();
        try {
            lane.streams().forEach(stream -> stream.follow(ramp, nanos));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Of a lane that sends nothing more: waits until what was due is sent, and gives up the rest, which was then late. */
    void finish(Lane lane, Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (left > 0 && lane.streams().stream().anyMatch(stream -> stream.due() != Ramp.NEVER)) {
                left = sent.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the rest is given up
        } finally {
            lane.streams().forEach(this::giveUp);
            lock.unlock();
        }
    }

    private void giveUp(OperationStream stream) {
        long first = stream.due();
        while (stream.due() != Ramp.NEVER) {
            stream.skip();
        }
        if (first != Ramp.NEVER) {
            late.add(first, System.nanoTime());
        }
    }

    void retry(long atNanos, Run run, LiveClient client) {
        lock.lock();
        try {
            retries.add(new Retry(atNanos, run, client));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The pauses of this client's runs are not waited for any more. */
    void dropRetries(LiveClient client) {
        List<Retry> dropped = new ArrayList<>();
        lock.lock();
        try {
            retries.removeIf(retry -> retry.client() == client && dropped.add(retry));
        } finally {
            lock.unlock();
        }
        dropped.forEach(retry -> client.drop(retry.run()));
    }

    private void dispatch() {
        try {
            while (!ended) {
                next().ifPresent(this::send);
                expire(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (RuntimeException | Error e) {
            broken.accept(e);
        }
    }

    /** What is due, or nothing after a short wait. */
    @SuppressWarnings("WaitNotInLoop") // its caller is the loop
    private Optional<Due> next() throws InterruptedException {
        lock.lock();
        try {
            long now = System.nanoTime();
            handAgain(now);
            Optional<Due> due = nextDue();
            if (due.isPresent() && due.get().nanos() <= now) {
                return due;
            }
            long wake = Math.min(nextAt(due), now + TICK_NANOS);
            changed.awaitNanos(wake - now);
            noticeOversleeping(due, wake);
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody woke this thread in time, so nobody woke the workers in time either. */
    private void noticeOversleeping(Optional<Due> due, long wake) {
        long now = System.nanoTime();
        if (due.isPresent() && now - wake > Lateness.TOLERANCE_NANOS) {
            late.add(wake, now);
        }
    }

    private long nextAt(Optional<Due> due) {
        long stream = due.map(Due::nanos).orElse(Ramp.NEVER);
        Retry retry = retries.peek();
        return retry == null ? stream : Math.min(stream, retry.atNanos());
    }

    private void handAgain(long now) {
        for (Retry retry = retries.peek(); retry != null && retry.atNanos() <= now; retry = retries.peek()) {
            retries.remove();
            retry.client().handAgain(retry.run());
        }
    }

    private void expire(long now) {
        if (now - lastExpiry >= TICK_NANOS) {
            lastExpiry = now;
            lanes.forEach(lane -> lane.live().ifPresent(client -> client.expire(now)));
        }
    }

    /** Without the lock: parameters that are not ready are waited for. */
    private void send(Due due) {
        long at = due.nanos();
        boolean ready = due.stream().isReady();
        Optional<Run> run = due.lane().run(due.stream(), at);
        Optional<LiveClient> client = due.lane().live();
        if (run.isPresent() && client.isPresent()) {
            client.get().hand(run.get());
            long handed = System.nanoTime();
            if (!ready || handed - at > Lateness.TOLERANCE_NANOS) {
                late.add(at, handed);
            }
        }
        sent(due);
    }

    private void sent(Due due) {
        lock.lock();
        try {
            // Else it was given up meanwhile.
            if (due.stream().due() == due.nanos()) {
                due.stream().next();
            }
            sent.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Due> nextDue() {
        @Nullable Lane lane = null;
        @Nullable OperationStream first = null;
        for (Lane each : lanes) {
            for (OperationStream stream : each.streams()) {
                if (stream.due() < (first == null ? Ramp.NEVER : first.due())) {
                    lane = each;
                    first = stream;
                }
            }
        }
        return lane == null || first == null ? Optional.empty() : Optional.of(new Due(lane, first, first.due()));
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        Threads.join(thread);
    }
}
