package org.migrationdrill.report;

import java.util.List;

/** Operations that failed under load, by operation and error. */
final class OperationErrorSection {
    private static final List<Phrase> HEADS = Phrase.all(
            "Operation", "When", "Error", "Failed", "Because of the step", "Hidden by retries", "From", "To");

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
        String caused = Figures.count(error.caused());
        return List.of(
                Phrase.ofCode(error.operation()).words(" of ").code(error.version()),
                Phrase.ofQuote(error.moment()),
                error(error),
                Phrase.ofFigure(Figures.count(error.count())),
                error.caused() > 0 ? Phrase.ofFault(caused) : Phrase.ofFigure(caused),
                Phrase.ofFigure(Figures.count(error.hidden())),
                Phrase.ofFigure(Figures.instant(error.firstMs())),
                Phrase.ofFigure(Figures.instant(error.lastMs())));
    }

    private static Phrase error(OperationErrorReport error) {
        return error.sqlState().isEmpty()
                ? Phrase.ofQuote(error.message())
                : Phrase.ofCode(error.sqlState()).words(" ").quote(error.message());
    }
}
