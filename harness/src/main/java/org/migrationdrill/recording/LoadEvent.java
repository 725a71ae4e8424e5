package org.migrationdrill.recording;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.StatementTrace;

/** Of a load rehearsal's runs: steps under traffic, who waited for whom, and how the operations fared. */
public sealed interface LoadEvent extends Event {

    /**
     * Traffic begins. All times of load events are milliseconds on the run's axis, of which this is the zero.
     *
     * @param adversaries how long each of them lasts, in milliseconds, by name
     * @param settings what was set for the sake of observation, by name: it may change what is observed
     * @param limits what this server does not let a load rehearsal see, in sentences
     */
    record LoadStarted(
            LoadRun run,
            List<ClientSeen> clients,
            Map<String, Long> adversaries,
            Map<String, String> settings,
            List<String> limits)
            implements LoadEvent {}

    /** Which run of the load rehearsal. The two have an axis each. */
    enum LoadRun {
        /** The first version's traffic and the adversaries, without migration. */
        CONTROL,
        /** The plan, forward and back, under the traffic of the versions serving. */
        SUBJECT
    }

    /**
     * A program that sends operations, and how.
     *
     * @param statementTimeoutMs null: the server's
     * @param attempts how often an operation that fails with one of {@code retriedStates} is tried, the first try counted
     */
    record ClientSeen(
            String version,
            boolean consumer,
            String role,
            int pool,
            double ratePerSecond,
            String isolation,
            @Nullable Long statementTimeoutMs,
            boolean preparedStatements,
            int attempts,
            List<String> retriedStates) {}

    /** A stretch of the axis. */
    record LoadMoment(LoadRun run, String phase, String moment, double startMs, double endMs, List<String> serving)
            implements LoadEvent {}

    /**
     * A step was tried under load.
     *
     * @param passage {@code FORWARD} or {@code REVERSE}
     * @param error present when it failed after all attempts
     * @param statements of all attempts, in order
     * @param batches present for backfills
     */
    record LoadStepRan(
            String phase,
            String step,
            String kind,
            Passage passage,
            double startMs,
            double endMs,
            boolean succeeded,
            @Nullable String file,
            @Nullable Failure error,
            List<AttemptSeen> attempts,
            List<StatementTrace> statements,
            @Nullable BatchesSeen batches)
            implements LoadEvent {}

    /** One try of a step. */
    record AttemptSeen(
            double startMs, double endMs, @Nullable Failure error) {}

    /**
     * How a backfill got on.
     *
     * @param rowsPerSecond over all of it, pauses included; null where it changed none
     * @param p50Ms of one batch; null without the samples for it
     * @param resumedAt the key it went on after; null: it began at the beginning
     * @param stopped why it stopped before its end
     */
    record BatchesSeen(
            long batches,
            long rows,
            @Nullable Double rowsPerSecond,
            @Nullable Double p50Ms,
            double maxMs,
            @Nullable String resumedAt,
            @Nullable String stopped) {}

    /**
     * A session waited for a lock while the plan was rehearsed under load, or in the control run.
     *
     * @param runId the operation run that waited: waits of one id are waits of one run; null where the waiter is no app
     * @param queue from the root to the waiter, both included
     * @param ended {@code granted}, {@code timed out}, {@code cancelled}, {@code deadlock} or {@code unfinished}
     * @param step the plan's step in the queue before the waiter; null: none was
     */
    record LockWaited(
            LoadRun run,
            String phase,
            String moment,
            double startMs,
            double waitMs,
            Party waiter,
            @Nullable Long runId,
            Party blocker,
            Party root,
            List<Party> queue,
            String lockType,
            String relation,
            String mode,
            String ended,
            boolean exact,
            @Nullable String step)
            implements LoadEvent {}

    /**
     * A session in a lock queue.
     *
     * @param name the version, the step's id, the adversary's name, or who else it was: {@code autovacuum}
     * @param operation for {@code APP}; null where it was between operations
     * @param statement for {@code STEP}: what it was at, cut to one line
     * @param place for {@code STEP}: file and line
     */
    record Party(
            PartyKind kind,
            String name,
            @Nullable String operation,
            @Nullable String statement,
            @Nullable String place) {}

    /** Who a session in a lock queue was. */
    enum PartyKind {
        APP,
        STEP,
        ADVERSARY,
        OTHER
    }

    /** An adversary had its transaction open. */
    record AdversaryRan(
            LoadRun run, String phase, String moment, String name, String what, double startMs, double endMs)
            implements LoadEvent {}

    /**
     * The runs of one operation that were due in a moment. Latencies count from when each was due.
     *
     * @param count all that were due
     * @param failed in the end
     * @param hidden failures that the declared retry hid
     * @param voided runs without figures, since the generator was late
     * @param p50Ms null without the samples for it, as are the others
     */
    record TrafficSeen(
            LoadRun run,
            String phase,
            String moment,
            String version,
            String operation,
            long count,
            long failed,
            long hidden,
            long voided,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            @Nullable Double maxMs)
            implements LoadEvent {}

    /**
     * A version's runs in slices of time, by when they were due; all lists have one entry a slice.
     *
     * @param done runs that were due
     * @param p50Ms null without the samples for it
     * @param p99Ms of the second that ends with the slice; null without the samples for it
     * @param maxMs null where none was due
     * @param voided whether the generator was late in it
     */
    record TrafficTimeline(
            LoadRun run,
            String version,
            boolean consumer,
            double startMs,
            double sliceMs,
            List<Integer> done,
            List<Integer> failed,
            List<@Nullable Double> p50Ms,
            List<@Nullable Double> p99Ms,
            List<@Nullable Double> maxMs,
            List<Boolean> voided)
            implements LoadEvent {}

    /**
     * Failures of one operation that are alike.
     *
     * @param step the step that ran or had run last; null before the first
     * @param sqlState empty where the client gave up
     * @param count runs that failed of it in the end
     * @param behindStep those of them that had waited behind a step
     * @param behindOthers those of them that had waited for a lock, and for no step
     * @param hidden failures that the declared retry hid
     */
    record OperationErrors(
            LoadRun run,
            String phase,
            String moment,
            @Nullable String step,
            String version,
            String operation,
            String sqlState,
            String message,
            long count,
            long behindStep,
            long behindOthers,
            long hidden,
            double firstMs,
            double lastMs)
            implements LoadEvent {}

    /** The generator sent operations late by its own fault: what was due then has no figures. */
    record GeneratorLate(LoadRun run, double startMs, double endMs, double longestMs) implements LoadEvent {}

    /** Traffic ended. */
    record LoadEnded(LoadRun run, double endMs) implements LoadEvent {}
}
