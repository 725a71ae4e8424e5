package org.migrationdrill.report;

import java.util.List;

/** Operations that failed under load, by operation and error. */
final class OperationErrorSection {
    private static final List<Phrase> HEADS =
            Phrase.all("Operation", "When", "Error", "Failed", "Hidden by retries", "From", "To", "Without migration");

    private OperationErrorSection() {}

    static void render(DrillReport report, Page page) {
        var errors = Outages.errors(report);
        if (errors.isEmpty()) {
            page.line(Phrase.ofMark(Tone.GOOD, "No operation failed under load."));
            return;
        }
        page.line(Phrase.of("Operations that failed under load:"));
        page.table(
                "Operations that failed under load",
                HEADS,
                errors.stream().map(OperationErrorSection::row).toList());
    }

    private static List<Phrase> row(OperationErrorReport error) {
        String failed = Figures.count(error.count());
        return List.of(
                Phrase.ofCode(error.operation()).words(" of ").code(error.version()),
                Phrase.ofQuote(error.moment()),
                error(error),
                error.count() > 0 && !error.inControl() ? Phrase.ofFault(failed) : Phrase.ofFigure(failed),
                Phrase.ofFigure(Figures.count(error.hidden())),
                Phrase.ofFigure(Figures.instant(error.firstMs())),
                Phrase.ofFigure(Figures.instant(error.lastMs())),
                Phrase.of(error.inControl() ? "fails as well" : "works"));
    }

    private static Phrase error(OperationErrorReport error) {
        return error.sqlState().isEmpty()
                ? Phrase.ofQuote(error.message())
                : Phrase.ofCode(error.sqlState()).words(" ").quote(error.message());
    }
}
