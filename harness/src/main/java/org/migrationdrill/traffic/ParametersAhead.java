package org.migrationdrill.traffic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Operation;

/** Makes parameters before they are needed, in a thread of its own. Thread-safe. */
final class ParametersAhead implements AutoCloseable {
    private static final double SECONDS_AHEAD = 0.5;
    private static final int LEAST = 4;
    private static final int MOST = 4_096;
    private static final long MOST_AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ParameterSource source;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition made = lock.newCondition();
    private final List<Shelf> shelves = new ArrayList<>();
    private final Map<String, Long> runs = new HashMap<>();
    private final Thread maker = new Thread(this::make, "drill traffic parameters");
    private @Nullable Throwable failure;
    private volatile boolean closed;

    ParametersAhead(ParameterSource source) {
        this.source = source;
        maker.setDaemon(true);
        maker.start();
    }

    /** The ready parameters of one version's operation. */
    static final class Shelf {
        private final Operation operation;
        private final int capacity;
        private final Queue<Map<String, @Nullable Object>> ready = new ConcurrentLinkedQueue<>();
        private final AtomicInteger count = new AtomicInteger();
        /** When to ask again, since there were none; 0 when there were. */
        private volatile long askAgainAt;

        private Shelf(Operation operation, int capacity) {
            this.operation = operation;
            this.capacity = capacity;
        }

        private boolean wantsNow(long now) {
            return count.get() < capacity && (askAgainAt == 0 || now - askAgainAt >= 0);
        }

        private double fill() {
            return (double) count.get() / capacity;
        }
    }

    /** A shelf that is filled from now on. */
    Shelf shelf(Operation operation, double ratePerSecond) {
        int capacity = (int) Math.max(LEAST, Math.min(MOST, ratePerSecond * SECONDS_AHEAD));
        Shelf shelf = new Shelf(operation, capacity);
        lock.lock();
        try {
            shelves.add(shelf);
            wanted.signal();
            return shelf;
        } finally {
            lock.unlock();
        }
    }

    /** Whether {@link #take} would answer at once. */
    boolean isReady(Shelf shelf) {
        return !shelf.ready.isEmpty() || shelf.askAgainAt != 0 || closed;
    }

    /**
     * The next parameters, waiting until they are made; empty when the operation can't run yet, or after the end.
     *
     * @throws IllegalStateException when none can be made any more
     */
    Optional<Map<String, @Nullable Object>> take(Shelf shelf) {
        Map<String, @Nullable Object> values = shelf.ready.poll();
        if (values == null) {
            values = awaited(shelf);
        }
        // Not for each one taken: a wake-up costs more than a value.
        if (values != null && shelf.count.decrementAndGet() == shelf.capacity / 2) {
            signal(wanted);
        }
        return Optional.ofNullable(values);
    }

    private @Nullable Map<String, @Nullable Object> awaited(Shelf shelf) {
        lock.lock();
        try {
            wanted.signal();
            while (shelf.ready.isEmpty() && shelf.askAgainAt == 0 && !closed && failure == null) {
                made.awaitUninterruptibly();
            }
            Map<String, @Nullable Object> values = shelf.ready.poll();
            if (values == null && failure != null) {
                throw new IllegalStateException("no parameters for the operation " + shelf.operation.name(), failure);
            }
            return values;
        } finally {
            lock.unlock();
        }
    }

    private void signal(Condition condition) {
        lock.lock();
        try {
            condition.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void make() {
        try {
            for (Optional<Shelf> shelf = neediest(); shelf.isPresent(); shelf = neediest()) {
                fill(shelf.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private Optional<Shelf> neediest() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                long now = System.nanoTime();
                Shelf best = null;
                for (Shelf shelf : shelves) {
                    if (shelf.wantsNow(now) && (best == null || shelf.fill() < best.fill())) {
                        best = shelf;
                    }
                }
                if (best != null) {
                    return Optional.of(best);
                }
                wanted.awaitNanos(ASK_AGAIN_NANOS);
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Makes some at once, as waking up those who wait costs more than a value, but not so many that others wait for it. */
    private void fill(Shelf shelf) {
        long start = System.nanoTime();
        do {
            if (!makeOne(shelf)) {
                break;
            }
        } while (shelf.count.get() < shelf.capacity && System.nanoTime() - start < MOST_AT_ONCE_NANOS);
        signal(made);
    }

    private boolean makeOne(Shelf shelf) {
        String name = shelf.operation.name();
        long run = runs.getOrDefault(name, 0L) + 1;
        Optional<Map<String, @Nullable Object>> values = source.values(shelf.operation, run);
        if (values.isPresent()) {
            runs.put(name, run);
            shelf.count.incrementAndGet();
            shelf.ready.add(values.get());
        }
        shelf.askAgainAt = values.isPresent() ? 0 : System.nanoTime() + ASK_AGAIN_NANOS;
        return values.isPresent();
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            made.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waits for parameters goes on without. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            made.signalAll();
            wanted.signalAll();
        } finally {
            lock.unlock();
        }
        maker.interrupt();
        Threads.join(maker);
    }
}
