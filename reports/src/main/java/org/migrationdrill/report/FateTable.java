package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What became of writes by who made them, the most harmed first. Nothing where nobody wrote. */
final class FateTable {
    private static final int MOST = 10;
    /** More would make the table unreadably wide. */
    private static final int MOST_COLUMNS = 4;

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
        boolean resurrected = fates.stream().anyMatch(fate -> fate.resurrected() > 0);
        page.line(Phrase.of("What became of writes, in rows:"));
        boolean rebuilt = fates.stream().anyMatch(fate -> fate.rebuilt() > 0);
        page.table(
                "What became of writes",
                2,
                heads(rebuilt, resurrected),
                sorted.stream()
                        .limit(shown)
                        .map(fate -> row(fate, rebuilt, resurrected, tone))
                        .toList());
        more(sorted.subList(shown, sorted.size()), page);
    }

    static long harmed(WriteFate fate) {
        return fate.degraded() + fate.lost() + fate.resurrected();
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

    private static List<Phrase> heads(boolean rebuilt, boolean resurrected) {
        var heads = new ArrayList<>(Phrase.all("Written by", "Table", "Kept", "Transformed"));
        if (rebuilt) {
            heads.add(Phrase.of("Rebuilt"));
        }
        heads.addAll(Phrase.all("Degraded", "Lost"));
        if (resurrected) {
            heads.add(Phrase.of("Resurrected"));
        }
        return heads;
    }

    private static List<Phrase> row(WriteFate fate, boolean rebuilt, boolean resurrected, Tone tone) {
        var row = new ArrayList<>(List.of(
                writer(fate),
                place(fate),
                Phrase.ofFigure(Figures.count(fate.kept())),
                Phrase.ofFigure(Figures.count(fate.transformed()))));
        if (rebuilt) {
            row.add(Phrase.ofFigure(Figures.count(fate.rebuilt())));
        }
        row.add(harm(fate.degraded(), tone));
        row.add(harm(fate.lost(), tone));
        if (resurrected) {
            row.add(harm(fate.resurrected(), tone));
        }
        return row;
    }

    /** {@code orders (status, total, and 3 more)}. */
    private static Phrase place(WriteFate fate) {
        var table = Phrase.ofCode(fate.table());
        int more = fate.columns().size() - MOST_COLUMNS;
        return fate.columns().isEmpty()
                ? table
                : table.words(" (")
                        .and(Phrase.codes(
                                fate.columns().stream().limit(MOST_COLUMNS).toList()))
                        .words((more > 0 ? ", and " + Figures.count(more) + " more" : "") + ")");
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
