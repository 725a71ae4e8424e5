package org.migrationdrill.report;

import java.util.List;
import java.util.Locale;

/** Writes blocks as HTML: a section for each heading. Not safe for use by several threads. */
final class HtmlWriter {
    private final Html html;
    private final int limit;
    private boolean inSection;

    /** Quotes, names and statements get no longer than so many characters. */
    HtmlWriter(Html html, int limit) {
        this.html = html;
        this.limit = limit;
    }

    /** Where a section is found. */
    static String id(Block.Heading heading) {
        return heading.words()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", "-")
                .replaceAll("^-|-$", "");
    }

    void write(List<Block> blocks) {
        blocks.forEach(this::write);
        endSection();
    }

    void inline(Phrase phrase) {
        phrase.pieces().forEach(this::inline);
    }

    private void write(Block block) {
        html.line();
        if (block instanceof Block.Heading heading) {
            section(heading);
        } else if (block instanceof Block.Subheading part) {
            phrase("h3", part.phrase(), "class", "part");
        } else if (block instanceof Block.Sql sql) {
            sql(sql.text());
        } else if (block instanceof Block.Paragraph paragraph) {
            phrase("p", paragraph.phrase());
        } else if (block instanceof Block.Bullets bullets) {
            bullets(bullets.phrases());
        } else if (block instanceof Block.Table table) {
            table(table);
        } else if (block instanceof Block.Fold fold) {
            fold(fold);
        } else if (block instanceof Block.Card card) {
            card(card);
        } else if (block instanceof Block.Timeline timeline) {
            TimelineFigure.write(timeline.load(), html);
        }
    }

    private void section(Block.Heading heading) {
        endSection();
        inSection = true;
        html.open("section", "aria-labelledby", id(heading)).element("h2", heading.words(), "id", id(heading));
    }

    private void endSection() {
        if (inSection) {
            html.close();
            inSection = false;
        }
    }

    private void phrase(String element, Phrase phrase, String... attributes) {
        html.open(element, attributes);
        inline(phrase);
        html.close();
    }

    /** The line ends are the query's: in this element they are seen. */
    private void sql(String text) {
        html.open("pre").open("code");
        text.strip().lines().forEach(line -> html.text(line).line());
        html.close().close();
    }

    private void bullets(List<Phrase> phrases) {
        html.open("ul");
        phrases.forEach(phrase -> phrase("li", phrase));
        html.close();
    }

    private void table(Block.Table table) {
        html.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", table.caption());
        html.open("table").element("caption", table.caption(), "class", "unseen");
        html.open("thead").open("tr");
        table.heads().forEach(head -> phrase("th", head, "scope", "col"));
        html.close().close().open("tbody");
        table.rows().forEach(row -> row(row, table.rowHeads()));
        html.close().close().close();
    }

    private void row(List<Phrase> cells, int rowHeads) {
        html.line().open("tr");
        for (int at = 0; at < cells.size(); at++) {
            cell(cells.get(at), at < rowHeads);
        }
        html.close();
    }

    private void cell(Phrase phrase, boolean rowHead) {
        if (rowHead) {
            phrase("th", phrase, "scope", "row");
        } else {
            phrase("td", phrase, "class", cellClass(phrase));
        }
    }

    private static String cellClass(Phrase phrase) {
        if (phrase.pieces().size() == 1) {
            var only = phrase.pieces().get(0);
            if (only instanceof Piece.Figure) {
                return "figure";
            }
            if (only instanceof Piece.Mark mark) {
                return "whole " + toneClass(mark.tone());
            }
        }
        return phrase.equals(Phrase.NOTHING) ? "nothing" : "words";
    }

    private void fold(Block.Fold fold) {
        if (fold.open()) {
            html.open("details", "open", "open");
        } else {
            html.open("details");
        }
        phrase("summary", fold.summary());
        fold.blocks().forEach(this::write);
        html.close();
    }

    private void card(Block.Card card) {
        html.open("article", "class", "card " + toneClass(card.tone()));
        html.open("h3");
        Icons.write(card.tone(), html);
        html.text(" ").text(VisibleText.of(card.title(), limit));
        phrase("span", card.place(), "class", "place");
        html.close();
        phrase("p", card.message());
        html.open("dl");
        for (var remark : card.remarks()) {
            html.element("dt", remark.label());
            phrase("dd", remark.phrase(), "class", remark.label().toLowerCase(Locale.ROOT));
        }
        html.close().close();
    }

    private void inline(Piece piece) {
        if (piece instanceof Piece.Words words) {
            html.text(words.text());
        } else if (piece instanceof Piece.Quote quote) {
            html.element("bdi", VisibleText.of(quote.text(), limit));
        } else if (piece instanceof Piece.Code code) {
            code(code.text());
        } else if (piece instanceof Piece.Sql sql) {
            code(VisibleText.oneLine(sql.text()));
        } else if (piece instanceof Piece.Figure figure) {
            html.element("span", figure.text(), "class", "number");
        } else if (piece instanceof Piece.Strong strong) {
            phrase("strong", strong.phrase());
        } else if (piece instanceof Piece.Mark mark) {
            mark(mark);
        }
    }

    private void code(String raw) {
        if (raw.isEmpty()) {
            html.element("em", "empty");
        } else {
            html.element("code", VisibleText.of(raw, limit));
        }
    }

    private void mark(Piece.Mark mark) {
        html.open("span", "class", "mark " + toneClass(mark.tone()));
        Icons.write(mark.tone(), html);
        html.text(" ");
        inline(mark.words());
        html.close();
    }

    static String toneClass(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }
}
