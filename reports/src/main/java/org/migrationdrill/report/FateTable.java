package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What became of writes by who made them, the most harmed first. Nothing where nobody wrote. */
final class FateTable {
    private static final int MOST = 10;

    private FateTable() {}

    /** The tone is that of rows that are degraded or lost. */
    static void render(List<WriteFate> fates, Tone tone, Page page) {
        if (fates.isEmpty()) {
            return;
        }
        var sorted = fates.stream()
                .sorted(Comparator.comparingLong(FateTable::harmed).reversed())
                .toList();
        int shown = Math.min(sorted.size(), Math.min(MOST, page.detail().rows()));
        page.line(Phrase.of("What became of writes, in rows:"));
        boolean rebuilt = fates.stream().anyMatch(fate -> fate.rebuilt() > 0);
        page.table(
                "What became of writes",
                2,
                heads(rebuilt),
                sorted.stream()
                        .limit(shown)
                        .map(fate -> row(fate, rebuilt, tone))
                        .toList());
        more(sorted.subList(shown, sorted.size()), page);
    }

    static long harmed(WriteFate fate) {
        return fate.degraded() + fate.lost();
    }

    private static void more(List<WriteFate> rest, Page page) {
        if (rest.isEmpty()) {
            return;
        }
        long harmed = rest.stream().filter(fate -> harmed(fate) > 0).count();
        page.cut("harmed write", harmed);
        page.line(Phrase.of("And " + Figures.count(rest.size()) + " more, "
                + (harmed == 0 ? "none" : Figures.count(harmed)) + " of them harmed."));
    }

    private static List<Phrase> heads(boolean rebuilt) {
        return rebuilt
                ? Phrase.all("Written by", "Table", "Kept", "Transformed", "Rebuilt", "Degraded", "Lost")
                : Phrase.all("Written by", "Table", "Kept", "Transformed", "Degraded", "Lost");
    }

    private static List<Phrase> row(WriteFate fate, boolean rebuilt, Tone tone) {
        var row = new ArrayList<>(List.of(
                writer(fate),
                Phrase.ofCode(fate.table()),
                Phrase.ofFigure(Figures.count(fate.kept())),
                Phrase.ofFigure(Figures.count(fate.transformed()))));
        if (rebuilt) {
            row.add(Phrase.ofFigure(Figures.count(fate.rebuilt())));
        }
        row.add(harm(fate.degraded(), tone));
        row.add(harm(fate.lost(), tone));
        return row;
    }

    private static Phrase writer(WriteFate fate) {
        if (fate.operation() == null) {
            return Phrase.of("rows from before");
        }
        var writer = Phrase.ofCode(fate.operation());
        if (fate.version() != null) {
            writer = writer.words(" of ").code(fate.version());
        }
        if (fate.phase() != null) {
            writer = writer.words(", in ").code(fate.phase());
        }
        return writer.words(fate.edge() ? ", with edge values" : "");
    }

    private static Phrase harm(long rows, Tone tone) {
        String figure = Figures.count(rows);
        return rows == 0 ? Phrase.ofFigure(figure) : Phrase.EMPTY.mark(tone, Phrase.ofStrong(figure));
    }
}
