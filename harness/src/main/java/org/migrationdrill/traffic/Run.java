package org.migrationdrill.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Operation;

/** A run of an operation under way: in one thread at a time, handed over by queues. */
final class Run {
    private final int number;
    private final int place;
    private final Operation operation;
    private final Map<String, @Nullable Object> values;
    private final long dueNanos;
    private final List<Integer> failedAttempts = new ArrayList<>(0);
    private long askedNanos;
    private long handedNanos;
    private boolean promised;

    /**
     * @param number counted within the version
     * @param place the operation's in the version's suite
     */
    Run(int number, int place, Operation operation, Map<String, @Nullable Object> values, long dueNanos) {
        this.number = number;
        this.place = place;
        this.operation = operation;
        this.values = values;
        this.dueNanos = dueNanos;
        this.askedNanos = dueNanos;
    }

    int number() {
        return number;
    }

    int place() {
        return place;
    }

    Operation operation() {
        return operation;
    }

    Map<String, @Nullable Object> values() {
        return values;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** When it asked for the connection of this attempt. */
    long askedNanos() {
        return askedNanos;
    }

    /** The rows of the attempts so far. */
    List<Integer> failedAttempts() {
        return failedAttempts;
    }

    /** This attempt failed and is kept in that row; the next one asks for a connection at a later moment. */
    void failedOnce(int row, long asksAgainNanos) {
        failedAttempts.add(row);
        askedNanos = asksAgainNanos;
    }

    /** @param toIdleWorker whether somebody was there who should begin it at once */
    void handed(long nanos, boolean toIdleWorker) {
        handedNanos = nanos;
        promised = toIdleWorker;
    }

    /** Whether a worker that had nothing else to do came for it late: then this machine had no processor for the worker. */
    boolean cameLate(long nanos) {
        return promised && nanos - handedNanos > Lateness.TOLERANCE_NANOS;
    }
}
