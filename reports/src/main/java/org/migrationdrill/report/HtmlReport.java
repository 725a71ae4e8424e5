package org.migrationdrill.report;

import java.util.List;

/**
 * The report as one page for a browser: the verdict and the answers to a reviewer's questions at its top, the time line of the
 * load rehearsal, then all that Markdown has, and the report itself as JSON inside. It needs no other file and asks nobody for
 * anything, prints, and can be read without looking and without a script. Whatever comes from outside stays text. The same report
 * gives the same page in every locale. Stateless and safe for use by several threads.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /** The text of {@code report.html}. */
    public static String render(DrillReport report) {
        var page = new Page(Detail.OF_A_PAGE);
        Sections.render(report, page);
        String title = Marks.words(report.verdict().decision()) + ": " + report.scenario();
        return HtmlShell.page(title, html -> body(report, page, html));
    }

    private static void body(DrillReport report, Page page, Html html) {
        html.open("a", "class", "skip", "href", "#findings")
                .text("To the report")
                .close();
        HtmlTop.write(report, page, html);
        contents(page.blocks(), html);
        html.line().open("main", "id", "findings");
        new HtmlWriter(html, page.detail().characters()).write(page.blocks());
        html.close().line();
        html.open("footer").open("p").text("The same for a pull request: ");
        link(ReportFiles.MARKDOWN_NAME, html);
        html.text(". As data: ");
        link(ReportFiles.JSON_NAME, html);
        html.text(".").close().close().line();
        html.json("report", ReportJson.writeCompact(report));
    }

    static void link(String file, Html html) {
        html.element("a", file, "href", file);
    }

    static void contents(List<Block> blocks, Html html) {
        html.line().open("nav", "aria-label", "Contents").open("ul");
        blocks.stream()
                .filter(Block.Heading.class::isInstance)
                .map(Block.Heading.class::cast)
                .forEach(heading -> html.open("li")
                        .element("a", heading.words(), "href", "#" + HtmlWriter.id(heading))
                        .close());
        html.close().close();
    }
}
