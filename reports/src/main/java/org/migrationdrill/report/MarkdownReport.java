package org.migrationdrill.report;

import java.nio.charset.StandardCharsets;

/**
 * The report as a reviewer reads it in a pull request: the decision first, then what to act on, then the proofs. It always fits
 * a comment: examples and light findings are left out before anything else, and it says what was left out and where the whole
 * is. Whatever comes from outside stays text. The same report gives the same text in every locale. Stateless and safe for use by
 * several threads.
 */
public final class MarkdownReport {
    /** The most a rendered report takes, in bytes of UTF-8. */
    public static final int MOST_BYTES = 60_000;

    private static final String FOLD_END = "\n</details>\n";
    private static final String REST_CUT = "\n\n**The rest was cut here; the whole is in `report.json`.**\n";

    private MarkdownReport() {}

    /** The text of {@code report.md}. */
    public static String render(DrillReport report) {
        String markdown = "";
        for (var detail : Detail.FROM_MOST_TO_LEAST) {
            markdown = render(report, detail);
            if (bytes(markdown) <= MOST_BYTES) {
                return markdown;
            }
        }
        return cutAtLine(markdown);
    }

    private static String render(DrillReport report, Detail detail) {
        var page = new Page(detail);
        Sections.render(report, page);
        var body = new MarkdownWriter(detail.characters()).write(page.blocks());
        page.cut("long text", body.shortened());
        var top = new Page(detail);
        VerdictSection.render(report, top, page.cuts());
        return new MarkdownWriter(detail.characters()).write(top.blocks()).markdown() + "\n" + body.markdown();
    }

    /** For a drill with so many phases that not even the least detail fits. */
    static String cutAtLine(String markdown) {
        var out = new StringBuilder();
        int left = MOST_BYTES - bytes(REST_CUT) - bytes(FOLD_END);
        int folds = 0;
        for (var line : markdown.split("\n")) {
            left -= bytes(line) + 1;
            if (left < 0) {
                break;
            }
            folds += line.startsWith("<details") ? 1 : line.equals("</details>") ? -1 : 0;
            out.append(line).append('\n');
        }
        return out.append(folds > 0 ? FOLD_END : "").append(REST_CUT).toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
