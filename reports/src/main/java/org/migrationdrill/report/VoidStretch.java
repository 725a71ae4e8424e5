package org.migrationdrill.report;

import org.migrationdrill.report.LoadReport.SeriesReport;

/** Hatches the slices that have no figures since the generator itself was late. */
final class VoidStretch {
    private VoidStretch() {}

    static void draw(SeriesReport series, TimeScale time, Html svg, int top, int height) {
        int from = -1;
        for (int slice = 0; slice <= series.voided().size(); slice++) {
            boolean voided = slice < series.voided().size() && series.voided().get(slice);
            if (voided && from < 0) {
                from = slice;
            } else if (!voided && from >= 0) {
                draw(series, from, slice, time, svg, top, height);
                from = -1;
            }
        }
    }

    private static void draw(SeriesReport series, int from, int to, TimeScale time, Html svg, int top, int height) {
        double start = series.startMs() + from * series.sliceMs();
        double end = series.startMs() + to * series.sliceMs();
        svg.open(
                "rect",
                "class",
                "void",
                "x",
                time.at(start),
                "width",
                time.width(start, end),
                "y",
                "" + top,
                "height",
                "" + height);
        svg.element("title", "No figures: the generator itself was late").close();
    }
}
