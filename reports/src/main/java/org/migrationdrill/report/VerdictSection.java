package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first lines: can it be shipped, and from where is there no way back. */
final class VerdictSection {
    static final Phrase NO_POINT_OF_NO_RETURN = Phrase.of("none. Going back loses nothing after any phase.");
    private static final int REASONS = 3;

    private VerdictSection() {}

    static void render(DrillReport report, Page page, List<String> cuts) {
        var decision = report.verdict().decision();
        var mark = Phrase.EMPTY.mark(Marks.tone(decision), Phrase.of(Marks.words(decision)));
        page.line(new Phrase(List.of(new Piece.Strong(mark))).words(" — ").and(reasons(report.verdict())));
        page.line(Phrase.ofCode(report.scenario()).and(summary(report)));
        var facts = new ArrayList<Phrase>();
        facts.add(Phrase.ofStrong("Point of no return:").words(" ").and(pointOfNoReturn(report)));
        facts.addAll(facts(report, page, cuts));
        page.bullets(facts);
    }

    /** What else belongs beside the decision. */
    static List<Phrase> facts(DrillReport report, Page page, List<String> cuts) {
        var facts = new ArrayList<Phrase>();
        facts.add(Phrase.ofStrong("Found:").words(" " + found(report.findings())));
        addExpected(report.expected(), page, facts);
        if (!cuts.isEmpty()) {
            facts.add(Phrase.ofStrong("Shortened:")
                    .words(" " + String.join(", ", cuts) + " left out here; the whole is in ")
                    .code(ReportFiles.JSON_NAME)
                    .words("."));
        }
        return facts;
    }

    private static Phrase reasons(Verdict verdict) {
        var reasons = verdict.reasons();
        if (reasons.isEmpty()) {
            return Phrase.of("Nothing was found that speaks against it.");
        }
        var shown = quotes(reasons.stream().limit(REASONS).toList());
        int more = reasons.size() - REASONS;
        return more > 0 ? shown.words(" (" + Figures.count(more, "more reason") + ": see the findings.)") : shown;
    }

    private static Phrase quotes(List<String> sentences) {
        return Phrase.joined(" ", sentences.stream().map(Phrase::ofQuote).toList());
    }

    private static Phrase summary(DrillReport report) {
        return report.summary().isBlank() ? Phrase.EMPTY : Phrase.of(": ").quote(report.summary());
    }

    static Phrase pointOfNoReturn(DrillReport report) {
        if (report.pointOfNoReturn() != null) {
            return Phrase.of("phase ")
                    .code(report.pointOfNoReturn())
                    .words(". ")
                    .and(beyond(report));
        }
        return report.notMeasured().stream()
                .filter(gap -> gap.key().equals("pointOfNoReturn"))
                .findFirst()
                .map(gap -> Phrase.of("not known. ").quote(gap.reason()))
                .orElse(wentBack(report) ? NO_POINT_OF_NO_RETURN : Phrase.of("not known. No rollback was tried."));
    }

    /** What a point of no return means, and the alternative. */
    static Phrase beyond(DrillReport report) {
        var loss = Phrase.of("Going back after it degrades or loses data.");
        return report.insteadOfReturn() == null ? loss : loss.words(" ").quote(report.insteadOfReturn());
    }

    private static boolean wentBack(DrillReport report) {
        return report.phases().stream()
                .flatMap(phase -> phase.rollbacks().stream())
                .anyMatch(rollback -> rollback.outcome() != RollbackOutcome.NOT_TRIED);
    }

    static String found(List<Finding> findings) {
        var parts = new ArrayList<String>();
        for (var severity : Severity.values()) {
            long number = findings.stream()
                    .filter(finding -> finding.accepted() == null && finding.severity() == severity)
                    .count();
            parts.add(Figures.count(number, severity.word()));
        }
        long accepted =
                findings.stream().filter(finding -> finding.accepted() != null).count();
        return String.join(", ", parts) + (accepted == 0 ? "." : "; " + Figures.count(accepted) + " accepted.");
    }

    private static void addExpected(@Nullable Expected expected, Page page, List<Phrase> facts) {
        if (expected == null) {
            return;
        }
        var declared = Phrase.ofStrong("Expected:")
                .words(" the scenario declares " + expected.decision().word());
        if (expected.met()) {
            facts.add(declared.words(". ").mark(Tone.GOOD, Phrase.of("That is what was found.")));
        } else {
            facts.add(declared.words(". ")
                    .mark(Tone.BAD, Phrase.of("Not met: "))
                    .and(quotes(page.examples(expected.deviations()))));
        }
    }
}
