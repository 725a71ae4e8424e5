package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The first lines: can it be shipped, and from where is there no way back. */
final class VerdictSection {
    private static final int REASONS = 3;

    private VerdictSection() {}

    static void render(DrillReport report, Page page, List<String> cuts) {
        page.line("**" + Marks.of(report.verdict().decision()) + "** — " + reasons(report.verdict(), page))
                .blank();
        page.line(page.code(report.scenario()) + summary(report, page)).blank();
        var facts = new ArrayList<String>();
        facts.add("**Point of no return:** " + pointOfNoReturn(report, page));
        facts.add("**Found:** " + found(report.findings()));
        addExpected(report.expected(), page, facts);
        if (!cuts.isEmpty()) {
            facts.add("**Shortened:** " + String.join(", ", cuts) + " left out here; the whole is in `report.json`.");
        }
        page.bullets(facts);
    }

    private static String reasons(Verdict verdict, Page page) {
        var reasons = verdict.reasons();
        if (reasons.isEmpty()) {
            return "Nothing was found that speaks against it.";
        }
        String shown = reasons.stream().limit(REASONS).map(page::text).collect(Collectors.joining(" "));
        int more = reasons.size() - REASONS;
        return more > 0 ? shown + " (" + Figures.count(more, "more reason") + ": see the findings.)" : shown;
    }

    private static String summary(DrillReport report, Page page) {
        return report.summary().isBlank() ? "" : ": " + page.text(report.summary());
    }

    private static String pointOfNoReturn(DrillReport report, Page page) {
        if (report.pointOfNoReturn() != null) {
            return "phase " + page.code(report.pointOfNoReturn()) + ". Going back after it degrades or loses data.";
        }
        return report.notMeasured().stream()
                .filter(gap -> gap.key().equals("pointOfNoReturn"))
                .findFirst()
                .map(gap -> "not known. " + page.text(gap.reason()))
                .orElse(
                        wentBack(report)
                                ? "none. Going back loses nothing after any phase."
                                : "not known. No rollback was tried.");
    }

    private static boolean wentBack(DrillReport report) {
        return report.phases().stream()
                .flatMap(phase -> phase.rollbacks().stream())
                .anyMatch(rollback -> rollback.outcome() != RollbackOutcome.NOT_TRIED);
    }

    private static String found(List<Finding> findings) {
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

    private static void addExpected(@Nullable Expected expected, Page page, List<String> facts) {
        if (expected == null) {
            return;
        }
        String declared =
                "**Expected:** the scenario declares " + expected.decision().word();
        if (expected.met()) {
            facts.add(declared + ", and that is what was found. ✅");
        } else {
            facts.add(declared + ". ❌ Not met: "
                    + page.examples(expected.deviations()).stream()
                            .map(page::text)
                            .collect(Collectors.joining(" ")));
        }
    }
}
