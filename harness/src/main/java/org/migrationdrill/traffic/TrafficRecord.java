package org.migrationdrill.traffic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.traffic.Ledger.Row;

/**
 * What became of every run of some traffic that has ended. Times are milliseconds on the run's axis. A run belongs to the moment in
 * which it was due, and its latency counts from then until the app had its answer, also where that was an error. Versions are in the
 * order of the clients, operations in that of their suites. Immutable, thread-safe.
 */
public final class TrafficRecord {
    private static final double LONG_WAIT_MS = 10;
    private static final double NANOS_PER_MS = 1e6;

    private final Axis axis;
    private final List<VersionRecord> versions;
    private final Map<Integer, BackendRuns> backends = new HashMap<>();
    private final LateStretches lateStretches;
    private final long endNanos;
    private final List<Skipped> skipped;
    private final List<Cold> cold;

    /**
     * The runs of one operation.
     *
     * @param count all that were due
     * @param failed in the end
     * @param hidden failures that the declared retry hid
     * @param voided runs without figures, since the generator was late
     * @param p50Ms null with less than 10 samples
     * @param p99Ms null with less than 100 samples
     * @param maxMs null without a sample
     */
    public record Summary(
            String version,
            String operation,
            long count,
            long failed,
            long hidden,
            long voided,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            @Nullable Double maxMs) {}

    /**
     * A version's runs in slices of time; all lists have one entry a slice.
     *
     * @param done runs that were due
     * @param p50Ms null with less than 10 samples
     * @param p99Ms of the second that ends with the slice; null with less than 100 samples
     * @param maxMs null without a sample
     * @param voided whether the generator was late in it
     */
    public record Timeline(
            String version,
            double startMs,
            double sliceMs,
            List<Integer> done,
            List<Integer> failed,
            List<@Nullable Double> p50Ms,
            List<@Nullable Double> p99Ms,
            List<@Nullable Double> maxMs,
            List<Boolean> voided) {
        public Timeline {
            done = List.copyOf(done);
            failed = List.copyOf(failed);
            p50Ms = Collections.unmodifiableList(new ArrayList<>(p50Ms));
            p99Ms = Collections.unmodifiableList(new ArrayList<>(p99Ms));
            maxMs = Collections.unmodifiableList(new ArrayList<>(maxMs));
            voided = List.copyOf(voided);
        }
    }

    /**
     * Failures of one operation that are alike.
     *
     * @param sqlState empty where the client gave up
     * @param message the server's primary message
     * @param failed the runs that failed of it in the end
     * @param hidden failures that the declared retry hid
     * @param firstMs when the first of them happened
     */
    public record ErrorGroup(
            String version,
            String operation,
            String sqlState,
            String message,
            List<Long> failed,
            long hidden,
            double firstMs,
            double lastMs) {
        public ErrorGroup {
            failed = List.copyOf(failed);
        }

        public int count() {
            return failed.size();
        }
    }

    /**
     * An attempt of a run on a backend.
     *
     * @param runId the same for all attempts of a run
     * @param dueMs when the run was due
     * @param sentMs when this attempt had its connection and began
     */
    public record RunSeen(String version, String operation, long runId, double dueMs, double sentMs, double endMs) {}

    /**
     * An attempt that waited for a connection.
     *
     * @param dueMs when it asked for one: when its run was due, or when the pause before a retry was over
     * @param sentMs when it had one, or gave up
     */
    public record PoolWait(String version, String operation, long runId, double dueMs, double sentMs) {}

    /** The generator was late: runs that were due then have no figures. */
    public record Late(double startMs, double endMs, double longestMs) {}

    /** Runs that were not sent and are not counted: there were no parameters for them yet, or the generator came too late. */
    public record Skipped(String version, String operation, long count) {}

    /**
     * An operation that the warm-up had no time to run until its statements were prepared on every connection.
     *
     * @param runs how often it ran on each connection
     */
    public record Cold(String version, String operation, int runs) {}

    TrafficRecord(Axis axis, List<Lane> lanes, LateStretches late, long endNanos) {
        this.axis = axis;
        this.lateStretches = late;
        this.endNanos = endNanos;
        this.versions = IntStream.range(0, lanes.size())
                .mapToObj(i -> new VersionRecord(i, lanes.get(i).outcomes(), axis, late))
                .toList();
        this.skipped = lanes.stream().flatMap(lane -> lane.skipped().stream()).toList();
        this.cold = lanes.stream().flatMap(lane -> lane.cold().stream()).toList();
        versions.forEach(this::index);
    }

    private void index(VersionRecord version) {
        version.backends().forEach(backend -> backends.put(backend, new BackendRuns(version)));
        version.forEach((row, place) -> {
            BackendRuns runs = backends.get(row.backend());
            if (runs != null) {
                runs.add(row.sentNanos(), place);
            }
        });
    }

    /** Each operation of which a run was due from the one moment until before the other. */
    public List<Summary> summaries(double fromMs, double toMs) {
        List<Summary> summaries = new ArrayList<>();
        for (VersionRecord version : versions) {
            List<OperationCount> counts = version.operations().stream()
                    .map(operation -> new OperationCount())
                    .toList();
            version.forEachDue(
                    fromMs, toMs, (row, place) -> counts.get(row.operation()).add(row, version.isVoid(place)));
            for (int i = 0; i < counts.size(); i++) {
                summaries.add(counts.get(i)
                        .summary(version.version(), version.operations().get(i).name()));
            }
        }
        return summaries.stream().filter(summary -> summary.count() > 0).toList();
    }

    /** All versions over all of the axis, from its zero until the traffic ended. */
    public List<Timeline> timelines(double sliceMs) {
        double endMs = axis.at(endNanos);
        List<Boolean> voided = IntStream.range(0, (int) Math.max(0, Math.ceil(endMs / sliceMs)))
                .mapToObj(slice -> lateStretches.touch(nanos(slice * sliceMs), nanos((slice + 1) * sliceMs)))
                .toList();
        return versions.stream()
                .map(version -> {
                    Slices slices = new Slices(sliceMs, endMs);
                    version.forEach((row, place) -> slices.add(row, axis.at(row.dueNanos()), version.isVoid(place)));
                    return slices.timeline(version.version(), voided);
                })
                .toList();
    }

    /** The failures of runs that were due from the one moment until before the other. */
    public List<ErrorGroup> errors(double fromMs, double toMs) {
        return versions.stream()
                .flatMap(version -> {
                    ErrorTally tally = new ErrorTally(version);
                    version.forEachDue(fromMs, toMs, (row, place) -> tally.add(row));
                    return tally.groups().stream();
                })
                .toList();
    }

    /** The attempt that a backend was in at a moment. */
    public Optional<RunSeen> runAt(int backendPid, double ms) {
        BackendRuns runs = backends.get(backendPid);
        return runs == null
                ? Optional.empty()
                : runs.at(nanos(ms))
                        .map(place -> seen(runs.version(), runs.version().row(place)))
                        .filter(run -> run.endMs() >= ms);
    }

    /** The server's processes that worked for a version, in the order in which they were met. */
    public List<Integer> backends(String version) {
        return versions.stream()
                .filter(each -> each.version().equals(version))
                .flatMap(each -> each.backends().stream())
                .toList();
    }

    public Optional<String> versionOf(int backendPid) {
        return Optional.ofNullable(backends.get(backendPid))
                .map(runs -> runs.version().version());
    }

    /** Attempts that waited for a connection for 10 ms or longer, or got none. */
    public List<PoolWait> poolWaits() {
        List<PoolWait> waits = new ArrayList<>();
        for (VersionRecord version : versions) {
            version.forEach((row, place) -> {
                PoolWait wait = wait(version, row);
                if (wait.sentMs() - wait.dueMs() >= LONG_WAIT_MS) {
                    waits.add(wait);
                }
            });
        }
        return List.copyOf(waits);
    }

    /** When the generator was late, in order of time. */
    public List<Late> late() {
        return lateStretches.all().stream()
                .map(stretch -> new Late(axis.at(stretch[0]), axis.at(stretch[1]), stretch[2] / NANOS_PER_MS))
                .toList();
    }

    /** Operations of which runs could not be sent. */
    public List<Skipped> skipped() {
        return skipped;
    }

    /** Operations that were not warmed up on every connection. */
    public List<Cold> cold() {
        return cold;
    }

    private static RunSeen seen(VersionRecord version, Row row) {
        return new RunSeen(
                version.version(),
                version.operation(row),
                version.runId(row),
                version.ms(row.dueNanos()),
                version.ms(row.sentNanos()),
                version.ms(row.endNanos()));
    }

    private static PoolWait wait(VersionRecord version, Row row) {
        return new PoolWait(
                version.version(),
                version.operation(row),
                version.runId(row),
                version.ms(row.askedNanos()),
                version.ms(row.sentNanos()));
    }

    private long nanos(double ms) {
        return axis.zeroNanos() + Math.round(ms * NANOS_PER_MS);
    }
}
