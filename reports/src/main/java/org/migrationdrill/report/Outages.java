package org.migrationdrill.report;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a report says about outages and failures under load, over all its phases. */
final class Outages {
    private Outages() {}

    static boolean measured(DrillReport report) {
        return report.phases().stream().anyMatch(phase -> phase.outages() != null);
    }

    /** The longest first. */
    static List<OutageReport> longestFirst(DrillReport report) {
        return report.phases().stream()
                .map(PhaseReport::outages)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble(OutageReport::stoppedMs).reversed())
                .toList();
    }

    /** What failed because of the migration first, of these the commonest first. */
    static List<OperationErrorReport> errors(DrillReport report) {
        return errorsOf(report)
                .sorted(Comparator.comparingLong(OperationErrorReport::caused)
                        .thenComparingLong(OperationErrorReport::count)
                        .reversed())
                .toList();
    }

    /** Operations that failed in the end because of a step. */
    static long failed(DrillReport report) {
        return errorsOf(report).mapToLong(OperationErrorReport::caused).sum();
    }

    private static Stream<OperationErrorReport> errorsOf(DrillReport report) {
        return report.phases().stream()
                .map(PhaseReport::operationErrors)
                .filter(Objects::nonNull)
                .flatMap(List::stream);
    }
}
