package org.migrationdrill.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.migrationdrill.recording.PhaseEvent.CheckRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/** Verifications that fail and invariants that break; each at the first moment, in its phase. */
final class CheckRule implements FindingRule {
    private record Subject(String phase, String name, boolean invariant, boolean again) {}

    @Override
    public Stream<Finding> judge(Recording recording) {
        Set<Subject> seen = new HashSet<>();
        return recording
                .all(CheckRan.class)
                .filter(check -> !check.passed() && !EdgeRule.isOfEdgeValues(check))
                .filter(check -> seen.add(
                        new Subject(check.phase(), check.name(), check.invariant(), check.rollbackOf() != null)))
                .map(CheckRule::finding);
    }

    private static Finding finding(CheckRan check) {
        return Findings.of(
                check.invariant() ? FindingId.INVARIANT_BROKEN : FindingId.VERIFICATION_FAILS,
                check.phase(),
                null,
                check.name(),
                message(check),
                List.of(),
                check.moment().equals("before")
                        ? "It does not hold before anything is migrated: mend the query, or the shape."
                        : "Find the rows with the query of ‘" + check.name()
                                + "’ in drill.yaml, and mend the "
                                + (check.moment().equals("fixed forward") ? "script" : "step") + " that leaves them.");
    }

    static String message(CheckRan check) {
        String found = check.error() == null ? "found " + check.found() : Findings.inWords(check.error());
        return (check.invariant() ? "The invariant ‘" : "The verification ‘") + check.name() + "’ does not hold "
                + moment(check) + WayWords.once(check.written()) + ": expected " + check.expected() + ", " + found
                + ".";
    }

    private static String moment(CheckRan check) {
        if (check.rollbackOf() == null) {
            return check.moment().equals("before") ? "before anything is migrated" : "after phase " + check.phase();
        }
        return switch (check.moment()) {
            case "applied again" ->
                "when phase " + check.rollbackOf()
                        + " was rolled back, the old app had written, and the plan was applied again";
            case "fixed forward" -> "after the forward fix of phase " + check.phase();
            case "put back" -> "on the copy from before phase " + check.phase() + ", which was put back";
            default -> "after phase " + check.phase() + " was rolled back";
        };
    }
}
