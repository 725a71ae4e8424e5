package org.migrationdrill.report;

/** The seconds. */
record AxisStrip(TimeScale time) implements Strip {
    @Override
    public int height() {
        return 22;
    }

    @Override
    public void gutter(Html svg, int top) {
        svg.element(
                "text", "seconds", "class", "tick end", "x", "" + (TimelineFigure.GUTTER - 8), "y", "" + (top + 15));
    }

    @Override
    public void plot(Html svg, int top) {
        for (double tick : time.ticks()) {
            String anchor = tick == 0 ? "start" : time.isNearEnd(tick) ? "end" : "middle";
            svg.element("text", label(tick), "class", "tick " + anchor, "x", time.at(tick), "y", "" + (top + 15));
        }
    }

    private static String label(double tick) {
        return tick % 1_000 == 0
                ? Figures.count((long) tick / 1_000)
                : Figures.instant(tick).replace(" s", "");
    }
}
