package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.migrationdrill.report.Block.Remark;

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
        var remarks = new ArrayList<Remark>();
        remarks.add(new Remark("Where", Phrase.ofCode(finding.where())));
        page.first(finding.evidence(), page.detail().evidence(), "evidence line")
                .forEach(evidence -> remarks.add(new Remark("Seen", Phrase.ofQuote(evidence))));
        if (finding.remedy() != null) {
            remarks.add(new Remark("Remedy", Phrase.ofQuote(finding.remedy())));
        }
        if (finding.accepted() != null) {
            var reason = Phrase.ofQuote(finding.accepted().reason());
            remarks.add(new Remark("Accepted " + until(finding.accepted()), reason));
        }
        var message = Phrase.ofQuote(finding.message());
        page.add(new Block.Card(tone(finding), title(finding), place(finding), message, remarks));
    }

    private static Tone tone(Finding finding) {
        return finding.accepted() == null ? Marks.tone(finding.severity()) : Tone.ACCEPTED;
    }

    private static String title(Finding finding) {
        String severity = finding.accepted() == null
                ? Marks.words(finding.severity())
                : "Accepted " + finding.severity().word();
        return severity + " " + finding.id();
    }

    private static Phrase place(Finding finding) {
        var place = Phrase.EMPTY;
        if (finding.phase() != null) {
            place = place.words(" in phase ").code(finding.phase());
        }
        if (finding.step() != null) {
            place = place.words(", step ").code(finding.step());
        }
        return place;
    }

    private static String until(Accepted accepted) {
        return accepted.until() == null ? "without an end" : "until " + accepted.until();
    }
}
