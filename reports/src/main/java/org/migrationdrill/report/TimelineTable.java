package org.migrationdrill.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.report.LoadReport.SeriesReport;

/** The time line's figures, for who reads rather than looks. */
final class TimelineTable {
    private static final int MOST_SLICES = 3_000;
    private static final int MOST_BANDS = 300;
    private static final List<String> HEADS = List.of("due", "failed", "p50", "p99", "longest");

    private TimelineTable() {}

    static void write(LoadReport load, Html html) {
        html.open("details").element("summary", "The time line as tables");
        bands(load, html);
        series(load.series(), html);
        html.close();
    }

    private static void bands(LoadReport load, Html html) {
        open("What happened when", html);
        html.open("thead").open("tr");
        List.of("What", "Kind", "From", "To", "Took", "In words").forEach(head -> head(head, "col", html));
        html.close().close().open("tbody");
        Longest.of(load.bands(), MOST_BANDS).forEach(band -> {
            html.line().open("tr");
            head(VisibleText.of(band.label(), 200), "row", html);
            html.element("td", band.kind());
            html.element("td", Figures.instant(band.startMs()), "class", "figure");
            html.element("td", Figures.instant(band.endMs()), "class", "figure");
            html.element("td", Figures.millis(band.endMs() - band.startMs()), "class", "figure");
            html.element("td", VisibleText.of(band.detail(), 300)).close();
        });
        html.close();
        close(html);
    }

    private static void series(List<SeriesReport> series, Html html) {
        open("Operations of each version, by when they were due", html);
        html.open("thead").open("tr");
        html.element("th", "Slice from", "scope", "col", "rowspan", "2");
        series.forEach(one -> html.element("th", one.version(), "scope", "colgroup", "colspan", "" + HEADS.size()));
        html.close().open("tr");
        series.forEach(one -> HEADS.forEach(head -> head(head, "col", html)));
        html.close().close().open("tbody", "class", "figures", "id", "slices");
        int slices = series.stream().mapToInt(one -> one.done().size()).max().orElse(0);
        IntStream.range(0, Math.min(slices, MOST_SLICES)).forEach(slice -> slice(series, slice, html));
        html.close();
        close(html);
    }

    private static void slice(List<SeriesReport> series, int slice, Html html) {
        var first = series.stream()
                .max(Comparator.comparingInt(one -> one.done().size()))
                .orElseThrow();
        html.line().open("tr");
        head(Figures.instant(first.startMs() + slice * first.sliceMs()), "row", html);
        series.forEach(one -> figures(one, slice, html));
        html.close();
    }

    private static void figures(SeriesReport one, int slice, Html html) {
        if (slice >= one.done().size()) {
            HEADS.forEach(head -> html.element("td", ""));
            return;
        }
        html.element("td", Figures.count(one.done().get(slice)));
        html.element("td", Figures.count(one.failed().get(slice)));
        boolean voided = one.voided().get(slice);
        html.element("td", millis(one.p50Ms().get(slice), voided));
        html.element("td", millis(one.p99Ms().get(slice), voided));
        html.element("td", millis(one.maxMs().get(slice), voided));
    }

    private static String millis(@Nullable Double millis, boolean voided) {
        if (millis != null) {
            return Figures.millis(millis);
        }
        return voided ? "void" : "—";
    }

    private static void head(String words, String scope, Html html) {
        html.element("th", words, "scope", scope);
    }

    private static void open(String caption, Html html) {
        html.open("div", "class", "scroll tall", "role", "region", "tabindex", "0", "aria-label", caption);
        html.open("table").element("caption", caption);
    }

    private static void close(Html html) {
        html.close().close();
    }
}
