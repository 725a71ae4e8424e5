package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The load rehearsal on one axis: milliseconds since its traffic began. Lists are in the order of time.
 *
 * @param durationMs how long the axis is
 * @param bands what happened when
 * @param series one for each version, in the order of the rollout, consumers last
 * @param control the same traffic without migration, first version only
 * @param late when the generator itself was late, so that figures are void
 * @param lockWaits how many were seen in all; the phases show the longest
 */
public record LoadReport(
        double durationMs,
        List<ClientReport> clients,
        List<BandReport> bands,
        List<SeriesReport> series,
        List<TrafficReport> control,
        List<LateReport> late,
        long lockWaits) {
    public LoadReport {
        clients = List.copyOf(clients);
        bands = List.copyOf(bands);
        series = List.copyOf(series);
        control = List.copyOf(control);
        late = List.copyOf(late);
    }

    /**
     * A program that sent operations, and how.
     *
     * @param statementTimeoutMs null: the server's
     * @param attempts how often it tries an operation that fails with one of {@code retriedStates}
     */
    public record ClientReport(
            String version,
            boolean consumer,
            String role,
            int pool,
            double ratePerSecond,
            String isolation,
            @Nullable Long statementTimeoutMs,
            boolean preparedStatements,
            int attempts,
            List<String> retriedStates) {
        public ClientReport {
            retriedStates = List.copyOf(retriedStates);
        }
    }

    /**
     * Something that took its time.
     *
     * @param kind {@code moment}, {@code step}, {@code attempt}, {@code statement}, {@code lock-wait}, {@code adversary}, {@code
     *     outage}
     * @param phase null where it belongs to none
     * @param label short
     * @param detail a sentence; may be empty
     * @param bad whether it is what a reviewer should look at: a failed attempt, an outage
     */
    public record BandReport(
            String kind,
            @Nullable String phase,
            String label,
            String detail,
            double startMs,
            double endMs,
            boolean bad) {}

    /**
     * A version's operations in slices of time, by when they were due. All lists have one entry a slice.
     *
     * @param done how many were due
     * @param p50Ms null without the samples for it
     * @param p99Ms of the second that ends with the slice; null without the samples for it
     * @param maxMs null where none was due
     * @param voided whether the generator was late in it, so that it has no figures
     */
    public record SeriesReport(
            String version,
            boolean consumer,
            double startMs,
            double sliceMs,
            List<Integer> done,
            List<Integer> failed,
            List<@Nullable Double> p50Ms,
            List<@Nullable Double> p99Ms,
            List<@Nullable Double> maxMs,
            List<Boolean> voided) {
        public SeriesReport {
            done = List.copyOf(done);
            failed = List.copyOf(failed);
            p50Ms = Collections.unmodifiableList(new ArrayList<>(p50Ms));
            p99Ms = Collections.unmodifiableList(new ArrayList<>(p99Ms));
            maxMs = Collections.unmodifiableList(new ArrayList<>(maxMs));
            voided = List.copyOf(voided);
        }
    }

    /** A stretch in which operations were sent late by the generator's own fault. */
    public record LateReport(double startMs, double endMs, double longestMs) {}
}
