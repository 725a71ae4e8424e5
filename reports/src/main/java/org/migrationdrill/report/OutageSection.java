package org.migrationdrill.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stopped the app: each outage in a sentence, and their figures. */
final class OutageSection {
    private static final List<Phrase> HEADS = Phrase.all(
            "Step", "Statement", "Waited for", "Stopped for", "Operations", "Longest wait", "Behind", "From");

    private OutageSection() {}

    static void render(DrillReport report, Page page) {
        if (!Outages.measured(report)) {
            page.line(Measured.reason(
                    report, List.of("phases[].outages", "phases[].lockWaits"), "Nobody watched for lock waits."));
            return;
        }
        var outages = Outages.longestFirst(report);
        if (outages.isEmpty()) {
            page.line(Phrase.ofMark(Tone.GOOD, "No operation waited for a step."));
            return;
        }
        page.bullets(page.examples(outages).stream()
                .map(outage -> Phrase.ofQuote(outage.sentence()))
                .toList());
        page.table("Outages", HEADS, outages.stream().map(OutageSection::row).toList());
    }

    private static List<Phrase> row(OutageReport outage) {
        return List.of(
                Phrase.ofCode(outage.moment()),
                statement(outage.place(), outage.statement()),
                Phrase.ofCode(outage.relation()),
                Phrase.ofFault(Figures.millis(outage.stoppedMs())),
                Phrase.ofFigure(Figures.count(outage.waiters())),
                Phrase.ofFigure(Figures.millis(outage.longestMs())),
                outage.behind().isEmpty() ? Phrase.of("nobody: it held the lock") : Phrase.codes(outage.behind()),
                Phrase.ofFigure(Figures.instant(outage.startMs())));
    }

    private static Phrase statement(@Nullable String place, @Nullable String sql) {
        var where = place == null ? Phrase.EMPTY : Phrase.ofQuote(place);
        if (sql == null) {
            return place == null ? Phrase.NOTHING : where;
        }
        return where.words(place == null ? "" : ": ").sql(sql);
    }
}
