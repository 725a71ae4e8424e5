package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.Collections;

/** A walk's report as one page for a browser, as {@link HtmlReport} is a drill's. Stateless and safe for use by several threads. */
public final class WalkHtml {
    private WalkHtml() {}

    /** The text of {@code walk.html}. */
    public static String render(WalkReport report) {
        var page = new Page(Detail.OF_A_PAGE);
        WalkSections.render(report, page);
        return HtmlShell.page("Walk: " + report.history(), html -> body(report, page, html));
    }

    private static void body(WalkReport report, Page page, Html html) {
        html.open("a", "class", "skip", "href", "#migrations")
                .text("To the report")
                .close();
        top(report, page, html);
        HtmlReport.contents(page.blocks(), html);
        html.line().open("main", "id", "migrations");
        new HtmlWriter(html, page.detail().characters()).write(page.blocks());
        html.close().line();
        html.open("footer").open("p").text("The same for a pull request: ");
        HtmlReport.link(WalkFiles.MARKDOWN_NAME, html);
        html.text(". As data: ");
        HtmlReport.link(WalkFiles.JSON_NAME, html);
        html.text(".").close().close().line();
        html.json("report", ReportJson.writeCompact(report));
    }

    private static void top(WalkReport report, Page page, Html html) {
        var tone = shown(WalkSections.tone(report));
        var writer = new HtmlWriter(html, page.detail().characters());
        html.open("header");
        HtmlShell.bar(html);
        html.line().element("h1", report.history());
        html.line().open("div", "class", "verdict " + HtmlWriter.toneClass(tone));
        html.open("p", "class", "decision", "id", "decision");
        Icons.write(tone, html);
        html.text(" " + WalkSections.headline(report)).close();
        html.open("ul", "class", "reasons");
        var worstFirst = new ArrayList<>(WalkSummary.of(report).counts());
        Collections.reverse(worstFirst);
        worstFirst.forEach(count -> html.element("li", count.toString()));
        html.close().close();
        html.line().open("ul", "class", "facts");
        WalkSections.facts(report, page.cuts()).forEach(fact -> {
            html.open("li");
            writer.inline(fact);
            html.close();
        });
        html.close().close();
    }

    /** The tones that a verdict has. */
    private static Tone shown(Tone tone) {
        return switch (tone) {
            case GOOD -> Tone.GOOD;
            case BAD -> Tone.STOP;
            default -> Tone.CAUTION;
        };
    }
}
