package org.migrationdrill.report;

/** What the marks of the time line stand for. */
final class TimelineLegend {
    private TimelineLegend() {}

    static void write(Html html) {
        html.open("ul", "class", "legend");
        entry("p50", "M1 6h26", "p50: half of the operations were faster", html);
        entry("p99", "M1 6h26", "p99, of the last second", html);
        entry("max", "M5 6h0M14 6h0M23 6h0", "longest", html);
        entry("due", "M3 12V5h7v7zM12 12V2h7v10z", "due in a slice", html);
        entry("failed", "M8 12V4h9v8z", "failed", html);
        entry("stopped", "M1 1h26v11H1z", "something stopped the app", html);
        entry("void", "M1 1h26v11H1z", "no figures: the generator itself was late", html);
        html.close();
    }

    private static void entry(String mark, String path, String words, Html html) {
        html.open("li").open("svg", "width", "28", "height", "13", "aria-hidden", "true");
        html.empty("path", "class", mark, "d", path).close();
        html.text(" " + words).close();
    }
}
