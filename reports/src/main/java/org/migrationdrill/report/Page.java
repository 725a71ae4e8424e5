package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report in the making, at one level of detail. It counts what it leaves out. Not safe for use by several threads. */
final class Page {
    private final Map<String, Long> cut = new LinkedHashMap<>();
    private final Detail detail;
    private final List<Block> blocks = new ArrayList<>();

    Page(Detail detail) {
        this.detail = detail;
    }

    Detail detail() {
        return detail;
    }

    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    Page heading(String words) {
        return add(new Block.Heading(words));
    }

    Page subheading(Phrase phrase) {
        return add(new Block.Subheading(phrase));
    }

    Page line(Phrase phrase) {
        return add(new Block.Paragraph(phrase));
    }

    /** Nothing where there is none. */
    Page bullets(List<Phrase> phrases) {
        return phrases.isEmpty() ? this : add(new Block.Bullets(phrases));
    }

    /** A table, of which no more rows are shown than the detail allows. The first column says what a row is about. */
    Page table(String caption, List<Phrase> heads, List<List<Phrase>> rows) {
        return table(caption, 1, heads, rows);
    }

    Page table(String caption, int rowHeads, List<Phrase> heads, List<List<Phrase>> rows) {
        return add(new Block.Table(caption, rowHeads, heads, first(rows, detail.rows(), "table row")));
    }

    Page folded(Phrase summary, boolean open, Runnable content) {
        int from = blocks.size();
        content.run();
        var inside = blocks.subList(from, blocks.size());
        var fold = new Block.Fold(summary, open, inside);
        inside.clear();
        return add(fold);
    }

    Page add(Block block) {
        blocks.add(block);
        return this;
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

    /** Notes what the format had to leave out. */
    void cut(String noun, long number) {
        if (number > 0) {
            cut.merge(noun, number, Long::sum);
        }
    }

    /** What was left out, such as {@code 4,990 examples}. */
    List<String> cuts() {
        var cuts = new ArrayList<String>();
        cut.forEach((noun, number) -> cuts.add(Figures.count(number, noun)));
        return cuts;
    }
}
