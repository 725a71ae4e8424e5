package org.migrationdrill.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the drill ran and what its figures depend on.
 *
 * @param version the server's own, or the one asked for where no server started
 * @param productionVersion of production's server; null where the scenario does not say
 * @param chosenSince why that provider was taken; null where there was no choice
 * @param settings server settings by name, sorted
 * @param rows rows of the golden copy by table, sorted
 * @param bytes size of the golden copy; null where it was not built
 * @param scale share of production's rows, greater than 0
 * @param provider {@code none} where no database was started
 * @param cores of the machine, or what a container has of them; 0 where unknown
 * @param memoryBytes of the machine, or what a container has of it; null where unknown
 * @param limits what this drill could not show, in sentences
 * @param noise what was masked because two controls disagreed, in sentences
 */
public record Environment(
        String engine,
        String version,
        @Nullable String productionVersion,
        String provider,
        @Nullable String chosenSince,
        Map<String, String> settings,
        Map<String, Long> rows,
        @Nullable Long bytes,
        long seed,
        double scale,
        int cores,
        @Nullable Long memoryBytes,
        Instant startedAt,
        long durationMs,
        List<String> limits,
        List<String> noise) {
    public Environment {
        settings = Copies.sorted(settings);
        rows = Copies.sorted(rows);
        limits = List.copyOf(limits);
        noise = List.copyOf(noise);
    }
}
