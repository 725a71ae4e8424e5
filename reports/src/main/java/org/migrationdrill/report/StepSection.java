package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;

/** What ran, and how long. Folded away unless a step failed. */
final class StepSection {
    private StepSection() {}

    static void render(DrillReport report, Page page) {
        var rows = new ArrayList<List<Phrase>>();
        report.phases().forEach(phase -> phase.steps().forEach(step -> rows.add(row(phase, step))));
        if (report.phases().isEmpty()) {
            return;
        }
        var failed = failed(report);
        page.heading("What ran?");
        notReached(report, page);
        page.folded(summary(rows.size(), failed.size()), !failed.isEmpty(), () -> {
            page.table("Steps", 2, Phrase.all("Phase", "Step", "Direction", "File", "Result", "Tries", "Took"), rows);
            page.bullets(page.first(failed, page.detail().errors(), "failed step").stream()
                    .map(StepSection::error)
                    .toList());
        });
        BatchesSection.render(report, page);
        StatementSection.render(report, page);
    }

    private static void notReached(DrillReport report, Page page) {
        var phases = report.phases().stream()
                .filter(phase -> phase.outcome() == Outcome.NOT_REACHED)
                .map(PhaseReport::name)
                .toList();
        if (!phases.isEmpty()) {
            page.line(Phrase.of("Not reached: ").and(Phrase.codes(phases)).words("."));
        }
    }

    private static List<StepReport> failed(DrillReport report) {
        return report.phases().stream()
                .flatMap(phase -> phase.steps().stream())
                .filter(step -> step.outcome() == Outcome.FAILED)
                .toList();
    }

    private static Phrase summary(int steps, int failed) {
        var all = Phrase.of(Figures.count(steps, "step"));
        return failed == 0
                ? all.words(", none failed")
                : all.words(", ").mark(Tone.BAD, Phrase.of(Figures.count(failed) + " failed"));
    }

    private static List<Phrase> row(PhaseReport phase, StepReport step) {
        boolean ran = step.outcome() != Outcome.NOT_REACHED;
        return List.of(
                Phrase.ofCode(phase.name()),
                Phrase.ofCode(step.id()),
                Phrase.of(step.direction().word()),
                step.file() == null ? Phrase.NOTHING : Phrase.ofCode(step.file()),
                Marks.of(step.outcome()),
                ran ? Phrase.ofFigure(Figures.count(step.attempts())) : Phrase.NOTHING,
                ran ? Phrase.ofFigure(Figures.duration(step.durationMs())) : Phrase.NOTHING);
    }

    private static Phrase error(StepReport step) {
        var at = Phrase.ofCode(step.id()).words(" " + step.direction().word() + ": ");
        var error = step.error();
        if (error == null) {
            return at.words("failed without a message");
        }
        var line = at.quote(error.message());
        if (error.sqlState() != null) {
            line = line.words(" (SQLSTATE ").code(error.sqlState()).words(")");
        }
        if (error.file() != null) {
            String number = error.line() == null ? "" : ":" + error.line();
            line = line.words(", at ").code(error.file() + number);
        }
        return error.statement() == null ? line : line.words(", in ").sql(error.statement());
    }
}
