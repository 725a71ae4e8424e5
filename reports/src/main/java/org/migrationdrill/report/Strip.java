package org.migrationdrill.report;

/** A horizontal strip of the time line: strips are stacked, and share the axis. */
interface Strip {
    int height();

    /** What stands to the left, in a column of {@link TimelineFigure#GUTTER} pixels. */
    void gutter(Html svg, int top);

    void plot(Html svg, int top);
}
