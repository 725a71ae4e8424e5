package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The time line: latencies and throughput of each version over one axis, and under them what happened when. It is complete
 * without a script; with one, a cursor moves through the slices.
 */
final class TimelineFigure {
    /** Pixels left of the plot. */
    static final int GUTTER = 132;

    private static final int MOST_BANDS = 300;
    private final LoadReport load;
    private final TimeScale time;
    private final List<Strip> strips = new ArrayList<>();
    private final int panels;

    private TimelineFigure(LoadReport load) {
        this.load = load;
        this.time = new TimeScale(load.durationMs());
        var latency = LatencyScale.of(load.series());
        strips.add(new AxisStrip(time));
        for (var series : load.series()) {
            strips.add(new LatencyStrip(series, time, latency));
            strips.add(new ThroughputStrip(series, time));
        }
        panels = height();
        for (var kind : BandKind.values()) {
            var bands = load.bands().stream().filter(kind::has).toList();
            var lane = new LaneStrip(kind, bands, MOST_BANDS, time);
            if (!lane.isEmpty()) {
                strips.add(lane);
            }
        }
        strips.add(new AxisStrip(time));
    }

    static void write(LoadReport load, Html html) {
        new TimelineFigure(load).figure(html);
    }

    private void figure(Html html) {
        html.open("figure", "class", "timeline", "id", "timeline", "aria-labelledby", "timeline-caption");
        html.open("figcaption", "id", "timeline-caption").element("strong", "The load rehearsal on one axis.");
        html.text(
                        " Latency of each version’s operations, by when they were due, on a logarithmic scale; under it how many"
                                + " were due and failed; then what happened when. The figures are in the table below.")
                .close();
        TimelineLegend.write(html);
        TimelineControls.write(html);
        html.open("div", "class", "chart");
        gutter(html);
        html.open("div", "class", "plot", "id", "plot");
        plot(html);
        html.close().close();
        TimelineTable.write(load, html);
        html.close();
    }

    private void gutter(Html html) {
        html.open("svg", "class", "gutter", "width", "" + GUTTER, "height", "" + height(), "aria-hidden", "true");
        int top = 0;
        for (var strip : strips) {
            strip.gutter(html, top);
            top += strip.height();
        }
        html.close();
    }

    private void plot(Html html) {
        html.open("svg", "id", "axis", "width", "100%", "height", "" + height(), "role", "img");
        html.element("title", "Time line of the load rehearsal; its figures are in the table below");
        hatch(html);
        background(html);
        int top = 0;
        for (var strip : strips) {
            html.line();
            strip.plot(html, top);
            top += strip.height();
        }
        html.empty(
                "line", "id", "cursor", "y1", "0", "y2", "" + height(), "x1", "0", "x2", "0", "visibility", "hidden");
        html.close();
    }

    private static void hatch(Html html) {
        html.open("defs")
                .open(
                        "pattern",
                        "id",
                        "hatch",
                        "width",
                        "6",
                        "height",
                        "6",
                        "patternUnits",
                        "userSpaceOnUse",
                        "patternTransform",
                        "rotate(45)");
        html.empty("rect", "class", "hatch", "width", "2", "height", "6")
                .close()
                .close();
    }

    private void background(Html html) {
        for (double tick : time.ticks()) {
            String x = time.at(tick);
            html.empty("line", "class", "grid", "x1", x, "x2", x, "y1", "20", "y2", "" + (height() - 20));
        }
        load.bands().stream()
                .filter(BandKind.OUTAGE::has)
                .limit(MOST_BANDS)
                .forEach(outage -> html.empty(
                        "rect",
                        "class",
                        "stopped",
                        "x",
                        time.at(outage.startMs()),
                        "width",
                        time.width(outage.startMs(), outage.endMs()),
                        "y",
                        "20",
                        "height",
                        "" + (panels - 20)));
    }

    private int height() {
        return strips.stream().mapToInt(Strip::height).sum();
    }
}
