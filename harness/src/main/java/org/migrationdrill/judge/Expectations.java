package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.Terms;
import org.migrationdrill.report.Decision;
import org.migrationdrill.report.Expected;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.Severity;
import org.migrationdrill.report.Verdict;

/** Holds the verdict against what a known-bad scenario must be judged as. */
final class Expectations {
    private Expectations() {}

    static @Nullable Expected of(Terms terms, Verdict verdict, List<Finding> findings) {
        Terms.Expected expected = terms.expected();
        if (expected == null) {
            return null;
        }
        Decision decision = Decision.ofWord(expected.decision());
        List<String> deviations = new ArrayList<>();
        if (decision != verdict.decision()) {
            deviations.add("the decision is " + verdict.decision().word() + ", and must be " + decision.word());
        }
        if (expected.findings() != null) {
            deviations.addAll(deviations(new TreeSet<>(expected.findings()), found(findings)));
        }
        return new Expected(decision, expected.findings(), deviations.isEmpty(), deviations);
    }

    private static SortedSet<String> found(List<Finding> findings) {
        SortedSet<String> found = new TreeSet<>();
        findings.stream()
                .filter(finding -> finding.severity() != Severity.NOTE && finding.accepted() == null)
                .forEach(finding -> found.add(finding.id()));
        return found;
    }

    private static List<String> deviations(SortedSet<String> expected, SortedSet<String> found) {
        List<String> deviations = new ArrayList<>();
        expected.stream().filter(id -> !found.contains(id)).forEach(id -> deviations.add(id + " was not found"));
        found.stream()
                .filter(id -> !expected.contains(id))
                .forEach(id -> deviations.add(id + " was found, and is not expected"));
        return deviations;
    }
}
