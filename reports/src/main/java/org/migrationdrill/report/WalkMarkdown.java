package org.migrationdrill.report;

import java.nio.charset.StandardCharsets;

/**
 * A walk's report as a reviewer reads it: what does not come back first, then the chain, then every migration on a line. It fits a
 * comment of a pull request as {@link MarkdownReport} does. Stateless and safe for use by several threads.
 */
public final class WalkMarkdown {
    private WalkMarkdown() {}

    /** The text of {@code walk.md}. */
    public static String render(WalkReport report) {
        String markdown = "";
        for (var detail : Detail.FROM_MOST_TO_LEAST) {
            markdown = render(report, detail);
            if (markdown.getBytes(StandardCharsets.UTF_8).length <= MarkdownReport.MOST_BYTES) {
                return markdown;
            }
        }
        return MarkdownReport.cutAtLine(markdown);
    }

    private static String render(WalkReport report, Detail detail) {
        var page = new Page(detail);
        WalkSections.render(report, page);
        var body = new MarkdownWriter(detail.characters()).write(page.blocks());
        page.cut("long text", body.shortened());
        var top = new Page(detail);
        WalkSections.top(report, top, page.cuts());
        return new MarkdownWriter(detail.characters()).write(top.blocks()).markdown() + "\n" + body.markdown();
    }
}
