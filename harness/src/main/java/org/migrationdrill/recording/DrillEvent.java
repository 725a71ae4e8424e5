package org.migrationdrill.recording;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of the drill as a whole: what it was asked, what it ran on, what it did not do, how it ended. */
public sealed interface DrillEvent extends Event {

    /**
     * What the drill was asked to do, and by what terms it is judged. Always the first event.
     *
     * @param productionVersion of production's server; null where the scenario does not say
     */
    record DrillStarted(
            String toolVersion,
            String scenario,
            String summary,
            String depth,
            long seed,
            double scale,
            @Nullable String productionVersion,
            Instant startedAt,
            PlanOutline plan,
            Terms terms)
            implements DrillEvent {}

    /**
     * The server that the drill started, or attached to.
     *
     * @param chosenSince why that provider was taken; null where there was no choice
     * @param settings those that decide about durability and speed
     * @param limits what it does not allow that the drill's own server would, in sentences
     */
    record ServerStarted(
            String engine,
            String version,
            String provider,
            @Nullable String chosenSince,
            Map<String, String> settings,
            List<String> limits,
            int cores,
            long memoryBytes)
            implements DrillEvent {}

    /**
     * The production-shaped database that every copy was made from.
     *
     * @param found whether it was there already, with its rows
     * @param rows by table
     * @param productionRows what is known of production's: the shape's, or those that the baseline's migrations have put there
     * @param bytes on disk
     */
    record GoldenCopyBuilt(
            boolean found, Map<String, Long> rows, Map<String, Long> productionRows, long bytes, long durationMs)
            implements DrillEvent {}

    /** Something the plan names and the drill did not do. */
    record NotDrilled(@Nullable String phase, String what, String reason) implements DrillEvent {
        /** What the whole twin rehearsal drills. */
        public static final String TWIN = "answers, data and rollbacks";

        /** What the whole load rehearsal drills. */
        public static final String LOAD = "locks and latency under load";
    }

    /** The drill could not go on. */
    record Aborted(@Nullable String phase, @Nullable String moment, String reason) implements DrillEvent {}

    /** Always the last event of a drill that ended by itself, aborted or not. */
    record DrillEnded(long durationMs) implements DrillEvent {}
}
