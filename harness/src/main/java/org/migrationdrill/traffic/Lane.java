package org.migrationdrill.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;

/** One version's part of the traffic, from the beginning to the end, however often it begins and stops serving. */
final class Lane {
    private final Client client;
    private final Outcomes outcomes;
    private final List<OperationStream> streams = new ArrayList<>();
    private final List<TrafficRecord.Cold> cold = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final double rate;
    private volatile @Nullable LiveClient live;

    /** @param load the share of the suite's rates that is a share of 1 here */
    Lane(Client client, double load, long seed, ParametersAhead ahead) {
        this.client = client;
        this.outcomes = new Outcomes(client.version());
        AppVersion version = client.version();
        double sum = 0;
        for (Operation operation : version.operations()) {
            double ratePerSecond = operation.ratePerSecond() * load;
            long own = Arrivals.seed(seed, version.name(), operation.name());
            streams.add(new OperationStream(streams.size(), operation, ratePerSecond, own, ahead));
            sum += operation.ratePerSecond();
        }
        this.rate = sum;
    }

    String name() {
        return client.name();
    }

    Client client() {
        return client;
    }

    Outcomes outcomes() {
        return outcomes;
    }

    List<OperationStream> streams() {
        return streams;
    }

    Optional<LiveClient> live() {
        return Optional.ofNullable(live);
    }

    void live(@Nullable LiveClient now) {
        live = now;
    }

    synchronized void cold(List<TrafficRecord.Cold> found) {
        cold.addAll(found);
    }

    synchronized List<TrafficRecord.Cold> cold() {
        return List.copyOf(cold);
    }

    List<TrafficRecord.Skipped> skipped() {
        return streams.stream()
                .filter(stream -> stream.skipped() > 0)
                .map(stream ->
                        new TrafficRecord.Skipped(name(), stream.operation().name(), stream.skipped()))
                .toList();
    }

    /** The stream's run that is due then. */
    Optional<Run> run(OperationStream stream, long dueNanos) {
        return stream.run(runs.incrementAndGet(), dueNanos);
    }

    /** A run that is due now, of an operation that is chosen by its rate. */
    Optional<Run> anyRun() {
        double left = ThreadLocalRandom.current().nextDouble() * rate;
        OperationStream chosen = streams.get(streams.size() - 1);
        for (OperationStream stream : streams) {
            left -= stream.operation().ratePerSecond();
            if (left < 0) {
                chosen = stream;
                break;
            }
        }
        return run(chosen, System.nanoTime());
    }
}
