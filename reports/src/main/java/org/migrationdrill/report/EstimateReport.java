package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a statement will take in production.
 *
 * @param model null where it is not estimable
 * @param atRows production's rows
 * @param lowMs lower end of the interval
 * @param highMs upper end of the interval
 * @param reason why it is not estimable; null where it is
 */
public record EstimateReport(
        String step,
        String statement,
        Direction direction,
        @Nullable String model,
        @Nullable Long atRows,
        @Nullable Double estimateMs,
        @Nullable Double lowMs,
        @Nullable Double highMs,
        List<EstimatePoint> points,
        @Nullable String reason) {
    public EstimateReport {
        requireNonNull(direction, "direction");
        points = List.copyOf(points);
    }
}
