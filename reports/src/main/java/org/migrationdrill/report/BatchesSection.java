package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;

/** How the backfills got on. Nothing where none ran under load. */
final class BatchesSection {
    private static final List<Phrase> HEADS = Phrase.all(
            "Backfill", "Batches", "Rows", "Rows per second", "p50 of a batch", "Longest batch", "Began", "Ended");

    private BatchesSection() {}

    static void render(DrillReport report, Page page) {
        var rows = new ArrayList<List<Phrase>>();
        for (var phase : report.phases()) {
            for (var step : phase.steps()) {
                if (step.batches() != null) {
                    rows.add(row(step, step.batches()));
                }
            }
        }
        if (!rows.isEmpty()) {
            page.line(Phrase.of("Backfills, a transaction for each batch:"));
            page.table("Backfills", HEADS, rows);
        }
    }

    private static List<Phrase> row(StepReport step, BatchesReport batches) {
        var rate = batches.rowsPerSecond();
        return List.of(
                Phrase.ofCode(step.id()).words(" " + step.direction().word()),
                Phrase.ofFigure(Figures.count(batches.batches())),
                Phrase.ofFigure(Figures.count(batches.rows())),
                rate == null ? Phrase.NOTHING : Phrase.ofFigure(Figures.rate(rate)),
                Measured.millis(batches.p50Ms()),
                Phrase.ofFigure(Figures.millis(batches.maxMs())),
                batches.resumedAt() == null
                        ? Phrase.of("at the beginning")
                        : Phrase.of("after key ").code(batches.resumedAt()),
                batches.stopped() == null
                        ? Phrase.ofMark(Tone.GOOD, "complete")
                        : Phrase.ofMark(Tone.BAD, "stopped: ").quote(batches.stopped()));
    }
}
