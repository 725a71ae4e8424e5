package org.migrationdrill.report;

import java.util.List;

/** How long each statement will take in production, or why that can't be told. */
final class EstimateSection {
    static final String HEADING = "How long will it take in production?";
    private static final List<Phrase> HEADS = Phrase.all(
            "Step", "Direction", "Statement", "Production's rows", "Estimate", "At least", "At most", "Model");

    private EstimateSection() {}

    static void render(DrillReport report, Page page) {
        page.heading(HEADING);
        if (report.estimates() == null) {
            page.line(Measured.reason(report, List.of("estimates"), "Nothing was estimated."));
            return;
        }
        page.table(
                "Estimates for production",
                HEADS,
                report.estimates().stream().map(EstimateSection::row).toList());
    }

    private static List<Phrase> row(EstimateReport estimate) {
        return List.of(
                Phrase.ofCode(estimate.step()),
                Phrase.of(estimate.direction().word()),
                Phrase.ofSql(estimate.statement()),
                Measured.count(estimate.atRows()),
                Measured.millis(estimate.estimateMs()),
                Measured.millis(estimate.lowMs()),
                Measured.millis(estimate.highMs()),
                model(estimate));
    }

    private static Phrase model(EstimateReport estimate) {
        if (estimate.reason() != null) {
            return Phrase.of("not estimable: ").quote(estimate.reason());
        }
        var points = Phrase.of(Figures.count(estimate.points().size(), "measurement"));
        return estimate.model() == null
                ? points
                : Phrase.ofQuote(estimate.model()).words(", ").and(points);
    }
}
