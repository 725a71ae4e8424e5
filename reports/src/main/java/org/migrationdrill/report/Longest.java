package org.migrationdrill.report;

import java.util.Comparator;
import java.util.List;
import org.migrationdrill.report.LoadReport.BandReport;

/** Bands where not all can be drawn. */
final class Longest {
    private static final Comparator<BandReport> WORST_FIRST = Comparator.comparing(BandReport::bad)
            .thenComparingDouble(band -> band.endMs() - band.startMs())
            .reversed();

    private Longest() {}

    /** The bad ones, then the longest, in the order of time. */
    static List<BandReport> of(List<BandReport> bands, int most) {
        return bands.stream()
                .sorted(WORST_FIRST)
                .limit(most)
                .sorted(Comparator.comparingDouble(BandReport::startMs))
                .toList();
    }
}
