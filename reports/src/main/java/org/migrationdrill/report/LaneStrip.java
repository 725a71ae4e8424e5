package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import org.migrationdrill.report.LoadReport.BandReport;

/** The bands of one kind, in as many rows as it takes that none covers another, and no more than fit. */
final class LaneStrip implements Strip {
    private static final int GAP = 6;
    /** So that its name does not touch the next one. */
    private static final int LEAST = 22;

    private static final int MOST_ROWS = 12;
    private final BandKind kind;
    private final TimeScale time;
    private final List<List<BandReport>> rows = new ArrayList<>();
    private int drawn;
    private final int all;

    LaneStrip(BandKind kind, List<BandReport> all, int most, TimeScale time) {
        this.kind = kind;
        this.time = time;
        this.all = all.size();
        Longest.of(all, most).forEach(this::place);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public int height() {
        return Math.max(LEAST, GAP + rows.size() * pitch() + (left() > 0 ? 14 : 0));
    }

    @Override
    public void gutter(Html svg, int top) {
        svg.element("text", kind.heading(), "class", "lane", "x", "0", "y", "" + (top + GAP + 11));
    }

    @Override
    public void plot(Html svg, int top) {
        for (int row = 0; row < rows.size(); row++) {
            for (var band : rows.get(row)) {
                draw(band, svg, top + GAP + row * pitch());
            }
        }
        if (left() > 0) {
            String y = "" + (top + height() - 3);
            String more = Figures.count(left()) + " more: see " + ReportFiles.JSON_NAME;
            svg.element("text", more, "class", "tick", "x", "0", "y", y);
        }
    }

    private void draw(BandReport band, Html svg, int top) {
        svg.open(
                "svg",
                "class",
                "band " + kind.word() + (band.bad() ? " bad" : ""),
                "x",
                time.at(band.startMs()),
                "width",
                time.width(band.startMs(), band.endMs()),
                "y",
                "" + top,
                "height",
                "" + (pitch() - 2));
        svg.element("title", hint(band)).empty("rect", "width", "100%", "height", "100%");
        if (pitch() > 10) {
            svg.element("text", VisibleText.of(band.label(), 80), "x", "5", "y", "" + (pitch() - 7));
        }
        svg.close();
    }

    private static String hint(BandReport band) {
        String detail = band.detail().isEmpty() ? "" : ". " + VisibleText.of(band.detail(), 300);
        return VisibleText.of(band.label(), 200) + ": " + Figures.millis(band.endMs() - band.startMs()) + " from "
                + Figures.instant(band.startMs()) + detail;
    }

    private void place(BandReport band) {
        for (var row : rows) {
            if (row.get(row.size() - 1).endMs() <= band.startMs()) {
                row.add(band);
                drawn++;
                return;
            }
        }
        if (rows.size() < MOST_ROWS) {
            rows.add(new ArrayList<>(List.of(band)));
            drawn++;
        }
    }

    private int left() {
        return all - drawn;
    }

    /** From row to row. Waits come in crowds, and only the crowd is of interest. */
    private int pitch() {
        return kind == BandKind.LOCK_WAIT ? 7 : 20;
    }
}
