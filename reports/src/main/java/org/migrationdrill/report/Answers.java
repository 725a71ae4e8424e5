package org.migrationdrill.report;

import java.util.List;
import java.util.Objects;

/** The reviewer's four questions, each with an answer that is read at one glance. */
final class Answers {
    private Answers() {}

    /**
     * An answer.
     *
     * @param section the heading under which there is more
     */
    record Answer(String question, Tone tone, Phrase words, Phrase more, String section) {}

    static List<Answer> of(DrillReport report) {
        return List.of(runningApp(report), versions(report), back(report), duration(report));
    }

    private static Answer runningApp(DrillReport report) {
        String section = RunningAppSection.HEADING;
        if (!Outages.measured(report)) {
            var why = Measured.reason(report, RunningAppSection.KEYS, "No load ran.");
            return new Answer("Does it stop the app?", Tone.NONE, Phrase.of("Not measured"), why, section);
        }
        var outages = Outages.longestFirst(report);
        long failed = Outages.failed(report);
        var failures =
                Phrase.of(failed == 0 ? "No operation failed." : Figures.count(failed, "operation") + " failed.");
        if (outages.isEmpty()) {
            var tone = failed == 0 ? Tone.GOOD : Tone.BAD;
            return new Answer("Does it stop the app?", tone, Phrase.of("No"), failures, section);
        }
        var worst = outages.get(0);
        var more = Phrase.of(Figures.count(worst.waiters(), "operation") + " waited at ")
                .code(worst.moment())
                .words(". ")
                .and(failures);
        return new Answer(
                "Does it stop the app?",
                tone(report),
                Phrase.of("For " + Figures.millis(worst.stoppedMs())),
                more,
                section);
    }

    /** Waits alone are judged by the budget; what the judge says decides about the colour. */
    private static Tone tone(DrillReport report) {
        return report.findings().stream()
                        .filter(finding -> finding.accepted() == null)
                        .anyMatch(finding -> finding.id().equals("app-wait-over-budget")
                                || finding.id().equals("operations-fail-under-load"))
                ? Tone.BAD
                : Tone.NOTE;
    }

    private static Answer versions(DrillReport report) {
        var required = report.phases().stream()
                .flatMap(phase -> phase.compatibility().stream())
                .filter(Compatibility::required)
                .toList();
        long broken = required.stream()
                .filter(cell -> cell.failed() > 0 || cell.different() > 0)
                .count();
        String section = CompatibilitySection.HEADING;
        String question = "Do the app versions work?";
        if (required.isEmpty()) {
            return new Answer(
                    question, Tone.NONE, Phrase.of("Not drilled"), Phrase.of("No app version was run."), section);
        }
        if (broken == 0) {
            var more = Phrase.of("Asked " + Figures.count(required.size(), "time") + ", after every step.");
            return new Answer(question, Tone.GOOD, Phrase.of("Yes, always"), more, section);
        }
        var more = Phrase.of("In " + Figures.count(broken) + " of " + Figures.count(required.size(), "run")
                + " a version that has to work fails or answers differently.");
        return new Answer(question, Tone.BAD, Phrase.of("Not always"), more, section);
    }

    private static Answer back(DrillReport report) {
        String question = "Can I go back?";
        var known = VerdictSection.pointOfNoReturn(report);
        if (report.pointOfNoReturn() != null) {
            var words = Phrase.of("Not after ").code(report.pointOfNoReturn());
            return new Answer(question, Tone.BAD, words, VerdictSection.beyond(report), RollbackSection.HEADING);
        }
        boolean none = known.equals(VerdictSection.NO_POINT_OF_NO_RETURN);
        return none
                ? new Answer(
                        question,
                        Tone.GOOD,
                        Phrase.of("From everywhere"),
                        Phrase.of("Going back loses nothing after any phase."),
                        RollbackSection.HEADING)
                : new Answer(question, Tone.NONE, Phrase.of("Not known"), known, RollbackSection.HEADING);
    }

    private static Answer duration(DrillReport report) {
        String question = "How long in production?";
        var estimates = report.estimates();
        if (estimates == null) {
            var why = Measured.reason(report, List.of("estimates"), "Nothing was estimated.");
            return new Answer(question, Tone.NONE, Phrase.of("Not estimated"), why, EstimateSection.HEADING);
        }
        double sum = estimates.stream()
                .filter(estimate -> estimate.direction() == Direction.FORWARD)
                .map(EstimateReport::estimateMs)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum();
        long unknown = estimates.stream()
                .filter(estimate -> estimate.estimateMs() == null)
                .count();
        var more = Phrase.of("All statements on the way forward"
                + (unknown == 0
                        ? "."
                        : ", without " + Figures.count(unknown, "statement") + " that can’t be estimated."));
        return new Answer(
                question, Tone.NOTE, Phrase.of("About " + Figures.millis(sum)), more, EstimateSection.HEADING);
    }
}
