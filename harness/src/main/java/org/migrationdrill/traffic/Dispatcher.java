package org.migrationdrill.traffic;

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
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Retry> retries = new PriorityQueue<>(Comparator.comparingLong(Retry::atNanos));
    private final Thread thread = new Thread(this::dispatch, "drill traffic dispatcher");
    private long lastExpiry = System.nanoTime();
    private volatile boolean ended;

    private record Retry(long atNanos, Run run, LiveClient client) {}

    private record Due(Lane lane, OperationStream stream) {
        long nanos() {
            return stream.due();
        }
    }

    /** @param broken told of what it can't go on from */
    Dispatcher(List<Lane> lanes, Lateness late, Consumer<Throwable> broken) {
        this.lanes = List.copyOf(lanes);
        this.late = late;
        this.broken = broken;
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on these lanes send as their ramps say. */
    void follow(List<Lane> changedLanes, List<Ramp> ramps, long now) {
        lock.lock();
        try {
            sendOverdue(now);
            for (int i = 0; i < changedLanes.size(); i++) {
                Ramp ramp = ramps.get(i);
                changedLanes.get(i).streams().forEach(stream -> stream.follow(ramp, now));
            }
            changed.signal();
        } finally {
            lock.unlock();
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
        lock.lock();
        try {
            while (!ended) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (RuntimeException | Error e) {
            broken.accept(e);
        } finally {
            lock.unlock();
        }
    }

    private void step() throws InterruptedException {
        sendOverdue(System.nanoTime());
        long now = System.nanoTime();
        if (now - lastExpiry >= TICK_NANOS) {
            lastExpiry = now;
            lanes.forEach(lane -> lane.live().ifPresent(client -> client.expire(now)));
        }
        Optional<Due> due = nextDue();
        long wake = Math.min(nextAt(due), now + TICK_NANOS);
        if (wake - now > 0) {
            changed.awaitNanos(wake - now);
            noticeOversleeping(due, wake);
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

    private void sendOverdue(long now) {
        for (Retry retry = retries.peek(); retry != null && retry.atNanos() <= now; retry = retries.peek()) {
            retries.remove();
            retry.client().handAgain(retry.run());
        }
        for (Optional<Due> due = nextDue(); due.isPresent() && due.get().nanos() <= now; due = nextDue()) {
            send(due.get());
        }
    }

    private void send(Due due) {
        long at = due.nanos();
        boolean ready = due.stream().isReady();
        Optional<Run> run = due.lane().run(due.stream(), at);
        due.stream().next();
        if (run.isPresent()) {
            due.lane().live().orElseThrow().hand(run.get());
            long handed = System.nanoTime();
            if (!ready || handed - at > Lateness.TOLERANCE_NANOS) {
                late.add(at, handed);
            }
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
        return lane == null || first == null ? Optional.empty() : Optional.of(new Due(lane, first));
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        Threads.join(thread);
    }
}
