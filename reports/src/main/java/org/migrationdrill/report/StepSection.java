package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What ran, and how long. Folded away unless a step failed. */
final class StepSection {
    private StepSection() {}

    static void render(DrillReport report, Page page) {
        var rows = new ArrayList<List<String>>();
        report.phases().forEach(phase -> phase.steps().forEach(step -> rows.add(row(phase, step, page))));
        if (report.phases().isEmpty()) {
            return;
        }
        var failed = failed(report);
        page.heading("What ran?");
        notReached(report, page);
        page.folded(summary(rows.size(), failed.size()), !failed.isEmpty(), () -> {
            page.table(List.of("Phase", "Step", "Direction", "File", "Result", "Tries", "Took"), rows);
            page.bullets(page.first(failed, page.detail().errors(), "failed step").stream()
                    .map(step -> error(step, page))
                    .toList());
        });
    }

    private static void notReached(DrillReport report, Page page) {
        String phases = report.phases().stream()
                .filter(phase -> phase.outcome() == Outcome.NOT_REACHED)
                .map(phase -> page.code(phase.name()))
                .collect(Collectors.joining(", "));
        if (!phases.isEmpty()) {
            page.line("Not reached: " + phases + ".").blank();
        }
    }

    private static List<StepReport> failed(DrillReport report) {
        return report.phases().stream()
                .flatMap(phase -> phase.steps().stream())
                .filter(step -> step.outcome() == Outcome.FAILED)
                .toList();
    }

    private static String summary(int steps, int failed) {
        return Figures.count(steps, "step")
                + (failed == 0 ? ", none failed" : ", ❌ " + Figures.count(failed) + " failed");
    }

    private static List<String> row(PhaseReport phase, StepReport step, Page page) {
        boolean ran = step.outcome() != Outcome.NOT_REACHED;
        return List.of(
                page.code(phase.name()),
                page.code(step.id()),
                step.direction().word(),
                step.file() == null ? Marks.NOTHING : page.code(step.file()),
                Marks.of(step.outcome()),
                ran ? Figures.count(step.attempts()) : Marks.NOTHING,
                ran ? Figures.duration(step.durationMs()) : Marks.NOTHING);
    }

    private static String error(StepReport step, Page page) {
        String at = page.code(step.id()) + " " + step.direction().word() + ": ";
        var error = step.error();
        if (error == null) {
            return at + "failed without a message";
        }
        var line = new StringBuilder(at).append(page.text(error.message()));
        if (error.sqlState() != null) {
            line.append(" (SQLSTATE ").append(page.code(error.sqlState())).append(')');
        }
        if (error.file() != null) {
            String number = error.line() == null ? "" : ":" + error.line();
            line.append(", at ").append(page.code(error.file() + number));
        }
        if (error.statement() != null) {
            line.append(", in ").append(page.sql(error.statement()));
        }
        return line.toString();
    }
}
