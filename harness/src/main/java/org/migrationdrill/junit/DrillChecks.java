package org.migrationdrill.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.migrationdrill.Announcement;
import org.migrationdrill.BuildFailure;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.Outcome;
import org.migrationdrill.report.PhaseReport;
import org.migrationdrill.report.Severity;
import org.migrationdrill.scenario.FindingId;
import org.opentest4j.AssertionFailedError;

/** A drill's report as tests. A known-bad scenario fails only where it is not judged as it must be. */
final class DrillChecks {
    /** One question that is asked of a phase, with the findings that answer it with no. */
    private enum Question {
        APPLIES("every step can be applied", FindingId.MIGRATION_FAILS, FindingId.INVALID_INDEX),
        WORKS("every version that has to work does", FindingId.OPERATION_FAILS),
        ANSWERS("every answer is the same as without the migration", FindingId.ANSWER_DIFFERS),
        ROWS("the old app's rows stay as they are", FindingId.ROWS_DIFFER),
        CHECKS("verifications and invariants hold", FindingId.VERIFICATION_FAILS, FindingId.INVARIANT_BROKEN),
        SURVIVES(
                "an operation that is retried or cut leaves no row twice and no write half done",
                FindingId.DUPLICATE_WRITES,
                FindingId.HALF_WRITTEN),
        GOES_BACK(
                "rolling back brings back the schema and every row",
                FindingId.ROLLBACK_FAILS,
                FindingId.ROLLBACK_REFUSED,
                FindingId.ROLLBACK_RESIDUE,
                FindingId.ROLLBACK_LOSES_WRITES,
                FindingId.ROLLBACK_COSMETIC,
                FindingId.REVERSE_MISSING,
                FindingId.DECLARED_WRONGLY),
        AGAIN(
                "it can be applied again after a rollback",
                FindingId.REAPPLY_FAILS,
                FindingId.REAPPLY_DIFFERS,
                FindingId.NEW_DATA_LOST);

        private final String sentence;
        private final Set<String> findings;

        Question(String sentence, FindingId... findings) {
            this.sentence = sentence;
            this.findings = Stream.of(findings).map(FindingId::word).collect(Collectors.toUnmodifiableSet());
        }
    }

    private final DrillReport report;
    private final Path folder;
    private final boolean failOnWarning;

    DrillChecks(DrillReport report, Path folder, boolean failOnWarning) {
        this.report = report;
        this.folder = folder;
        this.failOnWarning = failOnWarning;
    }

    Stream<DynamicNode> nodes() {
        List<DynamicNode> nodes = new ArrayList<>();
        for (PhaseReport phase : report.phases()) {
            nodes.add(DynamicContainer.dynamicContainer(phase.name(), checks(phase)));
        }
        nodes.add(DynamicTest.dynamicTest(report.scenario() + ": " + verdictSentence(), this::checkVerdict));
        return nodes.stream();
    }

    private Stream<DynamicNode> checks(PhaseReport phase) {
        String name = report.scenario() + ", phase " + phase.name() + ": ";
        if (phase.outcome() == Outcome.NOT_REACHED) {
            return Stream.of(check(
                    name, "it is reached", "it is not reached", report.verdict().reasons()));
        }
        return Stream.of(Question.values())
                .map(question -> check(
                        name, question.sentence, "it is not so that " + question.sentence, answers(phase, question)));
    }

    /** Green says what is so: of a known-bad scenario that is judged as it must be, also what is wrong with it. */
    private DynamicNode check(String name, String good, String bad, List<String> reasons) {
        boolean meant = report.expected() != null && report.expected().met();
        if (!reasons.isEmpty() && meant) {
            return DynamicTest.dynamicTest(name + bad + ", as this scenario expects", () -> {});
        }
        return DynamicTest.dynamicTest(name + good, () -> {
            if (!reasons.isEmpty()) {
                throw failure(name + bad + ".", reasons);
            }
        });
    }

    private List<String> answers(PhaseReport phase, Question question) {
        return report.findings().stream()
                .filter(finding -> phase.name().equals(finding.phase()))
                .filter(finding -> question.findings.contains(finding.id()))
                .filter(this::fails)
                .map(Finding::message)
                .toList();
    }

    private boolean fails(Finding finding) {
        return finding.accepted() == null
                && (finding.severity() == Severity.ERROR || (failOnWarning && finding.severity() == Severity.WARNING));
    }

    private String verdictSentence() {
        return report.expected() == null
                ? "the verdict lets it through"
                : "the verdict is " + report.expected().decision().word() + ", as it must be";
    }

    private void checkVerdict() {
        BuildFailure.reasons(report, failOnWarning).ifPresent(reasons -> {
            throw failure(
                    "The verdict on " + report.scenario() + " is "
                            + report.verdict().decision().word() + ".",
                    reasons);
        });
    }

    private AssertionFailedError failure(String sentence, List<String> reasons) {
        return new AssertionFailedError(
                sentence + " " + String.join(" ", reasons) + " " + Announcement.whereItIs(folder));
    }
}
