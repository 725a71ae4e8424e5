package org.migrationdrill.report;

import org.migrationdrill.report.LoadReport.SeriesReport;

/** Latencies of a version: p50 and p99 as lines, the longest as dots. Where there is no figure there is a gap. */
record LatencyStrip(SeriesReport series, TimeScale time, LatencyScale latency) implements Strip {
    private static final int HEAD = 24;
    private static final int PLOT = 104;

    @Override
    public int height() {
        return HEAD + PLOT;
    }

    @Override
    public void gutter(Html svg, int top) {
        svg.open("text", "class", "name", "x", "0", "y", "" + (top + 14));
        svg.element("title", series.version());
        svg.text(VisibleText.of(series.version(), 18)).close();
        for (double tick : latency.ticks()) {
            svg.element(
                    "text",
                    LatencyScale.label(tick),
                    "class",
                    "tick end",
                    "x",
                    "" + (TimelineFigure.GUTTER - 8),
                    "y",
                    SvgPath.number(top + HEAD + latency.down(tick, PLOT) + 4));
        }
    }

    @Override
    public void plot(Html svg, int top) {
        for (double tick : latency.ticks()) {
            String y = SvgPath.number(top + HEAD + latency.down(tick, PLOT));
            svg.empty("line", "class", "level", "x1", "0", "x2", "100%", "y1", y, "y2", y);
        }
        VoidStretch.draw(series, time, svg, top + HEAD, PLOT);
        SvgPath.frame(series, time, svg, top + HEAD, PLOT);
        svg.empty("path", "class", "p99", "d", SvgPath.line(series.p99Ms(), this::down));
        svg.empty("path", "class", "p50", "d", SvgPath.line(series.p50Ms(), this::down));
        svg.empty("path", "class", "max", "d", SvgPath.dots(series.maxMs(), this::down));
        svg.close();
    }

    private double down(double millis) {
        return latency.down(millis, PLOT);
    }
}
