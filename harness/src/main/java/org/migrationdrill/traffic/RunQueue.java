package org.migrationdrill.traffic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The runs of one version that wait for a connection, without a limit: nobody asks the users of an app to wait. Thread-safe. */
final class RunQueue {
    private static final long NOTHING_YET_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition offered = lock.newCondition();
    private final Condition quiet = lock.newCondition();
    private final Deque<Run> runs = new ArrayDeque<>();
    private int idle;
    private int underWay;
    private boolean closed;
    private volatile @Nullable Supplier<Optional<Run>> endless;

    /** Takes a new run; not after the end. */
    boolean put(Run run) {
        return put(run, 1);
    }

    /** Takes a run that waited for its next attempt; not after the end. */
    boolean putAgain(Run run) {
        return put(run, 0);
    }

    private boolean put(Run run, int added) {
        lock.lock();
        try {
            if (!closed) {
                run.handed(System.nanoTime(), idle > runs.size());
                runs.add(run);
                underWay += added;
                offered.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** The next run, waiting for it; empty at the end. */
    Optional<Run> take() throws InterruptedException {
        while (true) {
            lock.lock();
            try {
                awaitRuns();
                if (closed || !runs.isEmpty()) {
                    return closed ? Optional.empty() : Optional.of(runs.remove());
                }
                underWay++;
            } finally {
                lock.unlock();
            }
            Optional<Run> run = made();
            if (run.isPresent()) {
                return run;
            }
            done();
            TimeUnit.NANOSECONDS.sleep(NOTHING_YET_NANOS);
        }
    }

    private void awaitRuns() throws InterruptedException {
        while (runs.isEmpty() && endless == null && !closed) {
            idle++;
            try {
                offered.await();
            } finally {
                idle--;
            }
        }
    }

    /** Without the lock: in a closed loop the workers are not to wait for one another. */
    private Optional<Run> made() {
        Supplier<Optional<Run>> source = endless;
        return source == null ? Optional.empty() : source.get();
    }

    /** From now on there is always a run to take; null: only those that are put. */
    void endless(@Nullable Supplier<Optional<Run>> source) {
        lock.lock();
        try {
            endless = source;
            offered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A run came to its end. */
    void done() {
        lock.lock();
        try {
            underWay--;
            if (underWay == 0) {
                quiet.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives back the first in the queue when it has waited longer than that. */
    Optional<Run> expired(long now, long timeoutNanos) {
        lock.lock();
        try {
            Run first = runs.peek();
            return first != null && now - first.askedNanos() > timeoutNanos
                    ? Optional.of(runs.remove())
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no run is under way; answers whether that is so. */
    boolean awaitQuiet(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (underWay > 0 && left > 0) {
                left = quiet.awaitNanos(left);
            }
            return underWay == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it, and gives back what still waited. */
    List<Run> close() {
        lock.lock();
        try {
            closed = true;
            offered.signalAll();
            List<Run> rest = new ArrayList<>(runs);
            runs.clear();
            return rest;
        } finally {
            lock.unlock();
        }
    }
}
