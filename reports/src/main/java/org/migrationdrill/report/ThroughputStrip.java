package org.migrationdrill.report;

import java.util.List;
import org.migrationdrill.report.LoadReport.SeriesReport;

/** How many operations of a version were due in each slice, and how many of them failed. */
record ThroughputStrip(SeriesReport series, TimeScale time) implements Strip {
    private static final int GAP = 9;
    private static final int PLOT = 30;
    private static final int FOOT = 10;

    @Override
    public int height() {
        return GAP + PLOT + FOOT;
    }

    @Override
    public void gutter(Html svg, int top) {
        String right = "" + (TimelineFigure.GUTTER - 8);
        svg.element("text", Figures.count(most()) + " due", "class", "tick end", "x", right, "y", "" + (top + GAP + 9));
        svg.element("text", "0", "class", "tick end", "x", right, "y", "" + (top + GAP + PLOT + 3));
    }

    @Override
    public void plot(Html svg, int top) {
        SvgPath.frame(series, time, svg, top + GAP, PLOT);
        svg.empty("path", "class", "due", "d", SvgPath.bars(series.done(), this::down, PLOT));
        svg.empty("path", "class", "failed", "d", SvgPath.bars(series.failed(), this::down, PLOT));
        svg.close();
        String base = "" + (top + GAP + PLOT);
        svg.empty("line", "class", "level", "x1", "0", "x2", "100%", "y1", base, "y2", base);
    }

    private int most() {
        return Math.max(1, most(series.done()));
    }

    private static int most(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private double down(double number) {
        return PLOT * (1 - number / most());
    }
}
