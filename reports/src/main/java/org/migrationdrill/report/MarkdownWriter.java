package org.migrationdrill.report;

import java.util.List;
import java.util.stream.Collectors;

/** Writes blocks as Markdown. It counts the texts that it shortens. Not safe for use by several threads. */
final class MarkdownWriter {
    private final StringBuilder out = new StringBuilder();
    private final int limit;
    private long shortened;

    /** Quotes, names and statements get no longer than so many characters. */
    MarkdownWriter(int limit) {
        this.limit = limit;
    }

    MarkdownWriter write(List<Block> blocks) {
        blocks.forEach(this::write);
        return this;
    }

    String markdown() {
        return out.toString();
    }

    long shortened() {
        return shortened;
    }

    private void write(Block block) {
        blank();
        if (block instanceof Block.Heading heading) {
            line("## " + heading.words());
        } else if (block instanceof Block.Subheading part) {
            line("### " + inline(part.phrase()));
        } else if (block instanceof Block.Sql sql) {
            line(MarkdownText.block(sql.text()));
        } else if (block instanceof Block.Paragraph paragraph) {
            line(inline(paragraph.phrase()));
        } else if (block instanceof Block.Bullets bullets) {
            bullets(bullets.phrases());
        } else if (block instanceof Block.Table table) {
            table(table);
        } else if (block instanceof Block.Fold fold) {
            fold(fold);
        } else if (block instanceof Block.Card card) {
            card(card);
        } else if (block instanceof Block.Timeline timeline) {
            line(MermaidGantt.of(timeline.load()));
        }
    }

    private void bullets(List<Phrase> phrases) {
        phrases.forEach(phrase -> line("- " + inline(phrase)));
    }

    private void table(Block.Table table) {
        row(table.heads());
        line("|" + " --- |".repeat(table.heads().size()));
        table.rows().forEach(this::row);
    }

    private void row(List<Phrase> cells) {
        line("| " + cells.stream().map(this::inline).collect(Collectors.joining(" | ")) + " |");
    }

    private void fold(Block.Fold fold) {
        line(fold.open() ? "<details open>" : "<details>");
        line("<summary>" + inline(fold.summary()) + "</summary>");
        write(fold.blocks());
        blank();
        line("</details>");
    }

    private void card(Block.Card card) {
        line("**" + card.tone().symbol() + " " + text(card.title()) + "**" + inline(card.place()) + ": "
                + inline(card.message()));
        blank();
        card.remarks().forEach(remark -> line("- " + remark.label() + ": " + inline(remark.phrase())));
    }

    private String inline(Phrase phrase) {
        return phrase.pieces().stream().map(this::inline).collect(Collectors.joining());
    }

    private String inline(Piece piece) {
        if (piece instanceof Piece.Quote quote) {
            return text(quote.text());
        }
        if (piece instanceof Piece.Code code) {
            return MarkdownText.code(counted(code.text()), limit);
        }
        if (piece instanceof Piece.Sql sql) {
            return MarkdownText.sql(counted(sql.text()), limit);
        }
        if (piece instanceof Piece.Strong strong) {
            return "**" + inline(strong.phrase()) + "**";
        }
        if (piece instanceof Piece.Mark mark) {
            return mark.tone().symbol() + " " + inline(mark.words());
        }
        return ownWords(piece);
    }

    private static String ownWords(Piece piece) {
        String words = piece instanceof Piece.Figure figure ? figure.text() : ((Piece.Words) piece).text();
        return MarkdownText.text(words, Integer.MAX_VALUE);
    }

    private String text(String raw) {
        return MarkdownText.text(counted(raw), limit);
    }

    private String counted(String raw) {
        shortened += VisibleText.isLong(raw, limit) ? 1 : 0;
        return raw;
    }

    private void line(String line) {
        out.append(line).append('\n');
    }

    private void blank() {
        int end = out.length();
        if (end > 0 && !out.substring(Math.max(0, end - 2)).equals("\n\n")) {
            out.append('\n');
        }
    }
}
