package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Markdown in the making, at one level of detail. It counts what it leaves out. Not safe for use by several threads. */
final class Page {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Long> cut = new LinkedHashMap<>();
    private final Detail detail;

    Page(Detail detail) {
        this.detail = detail;
    }

    Detail detail() {
        return detail;
    }

    Page line(String line) {
        text.append(line).append('\n');
        return this;
    }

    Page heading(String heading) {
        return blank().line("## " + heading).blank();
    }

    Page blank() {
        int end = text.length();
        if (end > 0 && !text.substring(Math.max(0, end - 2)).equals("\n\n")) {
            text.append('\n');
        }
        return this;
    }

    Page bullets(List<String> lines) {
        lines.forEach(line -> line("- " + line));
        return blank();
    }

    /** A table, of which no more rows are shown than the detail allows. Cells are Markdown already. */
    Page table(List<String> heads, List<List<String>> rows) {
        row(heads);
        line("|" + " --- |".repeat(heads.size()));
        first(rows, detail.rows(), "table row").forEach(this::row);
        return blank();
    }

    Page folded(String summary, boolean open, Runnable content) {
        blank().line(open ? "<details open>" : "<details>").line("<summary>" + summary + "</summary>");
        blank();
        content.run();
        return blank().line("</details>").blank();
    }

    <T> List<T> first(List<T> all, int limit, String noun) {
        if (all.size() <= limit) {
            return all;
        }
        cut.merge(noun, (long) all.size() - limit, Long::sum);
        return all.subList(0, limit);
    }

    <T> List<T> examples(List<T> all) {
        return first(all, detail.examples(), "example");
    }

    String text(String raw) {
        count(raw);
        return MarkdownText.text(raw, detail.characters());
    }

    String code(@Nullable String raw) {
        if (raw == null) {
            return "nothing";
        }
        count(raw);
        return MarkdownText.code(raw, detail.characters());
    }

    String sql(String raw) {
        count(raw);
        return MarkdownText.sql(raw, detail.characters());
    }

    /** What was left out, such as {@code 4,990 examples}. */
    List<String> cuts() {
        var cuts = new ArrayList<String>();
        cut.forEach((noun, number) -> cuts.add(Figures.count(number, noun)));
        return cuts;
    }

    String markdown() {
        return text.toString();
    }

    private void count(String raw) {
        if (MarkdownText.isLong(raw, detail.characters())) {
            cut.merge("long text", 1L, Long::sum);
        }
    }

    private void row(List<String> cells) {
        line("| " + String.join(" | ", cells) + " |");
    }
}
