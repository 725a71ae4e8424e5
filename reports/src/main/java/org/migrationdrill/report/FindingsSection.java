package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was judged: first what asks for a change, much later what was accepted or changes nothing. */
final class FindingsSection {
    private FindingsSection() {}

    static void openFindings(DrillReport report, Page page) {
        var errors = open(report, Severity.ERROR);
        var warnings = open(report, Severity.WARNING);
        if (errors.isEmpty() && warnings.isEmpty()) {
            return;
        }
        page.heading("What to change");
        page.first(errors, page.detail().errors(), "error").forEach(finding -> render(finding, page));
        page.first(warnings, page.detail().warnings(), "warning").forEach(finding -> render(finding, page));
    }

    static void acceptedAndNotes(DrillReport report, Page page) {
        var rest = new ArrayList<>(accepted(report));
        rest.addAll(open(report, Severity.NOTE));
        var shown = page.first(rest, page.detail().notes(), "accepted or light finding");
        if (!shown.isEmpty()) {
            page.heading("Accepted findings and notes");
            shown.forEach(finding -> render(finding, page));
        }
    }

    private static List<Finding> open(DrillReport report, Severity severity) {
        return report.findings().stream()
                .filter(finding -> finding.accepted() == null && finding.severity() == severity)
                .toList();
    }

    private static List<Finding> accepted(DrillReport report) {
        return report.findings().stream()
                .filter(finding -> finding.accepted() != null)
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    private static void render(Finding finding, Page page) {
        page.line("**" + mark(finding) + " " + page.text(finding.id()) + "**" + place(finding, page) + ": "
                + page.text(finding.message()));
        page.blank();
        page.line("- Where: " + page.code(finding.where()));
        for (var evidence : page.first(finding.evidence(), page.detail().evidence(), "evidence line")) {
            page.line("- Seen: " + page.text(evidence));
        }
        if (finding.remedy() != null) {
            page.line("- Remedy: " + page.text(finding.remedy()));
        }
        if (finding.accepted() != null) {
            page.line("- Accepted " + until(finding.accepted()) + ": "
                    + page.text(finding.accepted().reason()));
        }
        page.blank();
    }

    private static String mark(Finding finding) {
        String mark = Marks.of(finding.severity());
        return finding.accepted() == null
                ? mark
                : "☑️ Accepted " + finding.severity().word();
    }

    private static String place(Finding finding, Page page) {
        var place = new StringBuilder();
        if (finding.phase() != null) {
            place.append(" in phase ").append(page.code(finding.phase()));
        }
        if (finding.step() != null) {
            place.append(", step ").append(page.code(finding.step()));
        }
        return place.toString();
    }

    private static String until(Accepted accepted) {
        return accepted.until() == null ? "without an end" : "until " + accepted.until();
    }
}
