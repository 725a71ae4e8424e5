package org.migrationdrill.traffic;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Operation;

/** One operation of a version: when its runs are due, and their parameters. Arrivals are confined to the dispatcher's lock. */
final class OperationStream {
    private final int place;
    private final Operation operation;
    private final Arrivals arrivals;
    private final ParametersAhead ahead;
    private final ParametersAhead.Shelf shelf;
    private final AtomicLong skipped = new AtomicLong();

    OperationStream(int place, Operation operation, double ratePerSecond, long seed, ParametersAhead ahead) {
        this.place = place;
        this.operation = operation;
        this.arrivals = new Arrivals(ratePerSecond, seed);
        this.ahead = ahead;
        this.shelf = ahead.shelf(operation, ratePerSecond);
    }

    int place() {
        return place;
    }

    Operation operation() {
        return operation;
    }

    long due() {
        return arrivals.due();
    }

    void next() {
        arrivals.next();
    }

    void follow(Ramp ramp, long nanos) {
        arrivals.follow(ramp, nanos);
    }

    /** Gives up a run that is due. */
    void skip() {
        skipped.incrementAndGet();
        arrivals.next();
    }

    boolean isReady() {
        return ahead.isReady(shelf);
    }

    /** Parameters for a warm-up; empty when it can't run yet. */
    Optional<Map<String, @Nullable Object>> values() {
        return ahead.take(shelf);
    }

    /** A run that is due then; empty, and counted, when it can't run yet. */
    Optional<Run> run(int number, long dueNanos) {
        Optional<Map<String, @Nullable Object>> values = values();
        if (values.isEmpty()) {
            skipped.incrementAndGet();
        }
        return values.map(each -> new Run(number, place, operation, each, dueNanos));
    }

    long skipped() {
        return skipped.get();
    }
}
