package org.migrationdrill.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationdrill.recording.PlanOutline.PhaseOutline;
import org.migrationdrill.recording.PlanOutline.StepOutline;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent.ReverseTried;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/**
 * Phases whose declared way back is not the one they have: declared to have no reverse, and one brings all of it back; declared to
 * be reversed, and the reverse does not. What the team accepts of a reverse does not speak against declaring it.
 */
final class DeclarationRule implements FindingRule {
    private static final Set<String> NOT_REVERSED = Set.of(
            FindingId.ROLLBACK_FAILS.word(), FindingId.ROLLBACK_REFUSED.word(), FindingId.ROLLBACK_LOSES_WRITES.word());

    private final FindingRule rollbacks = new RollbackRule();
    private final FindingRule losses = new LossRule();

    @Override
    public Stream<Finding> judge(Recording recording) {
        return Stream.concat(reversible(recording), irreversible(recording));
    }

    private static Stream<Finding> reversible(Recording recording) {
        return recording
                .all(ReverseTried.class)
                .filter(tried -> tried.obstacle() == null)
                .map(tried -> {
                    String files = reverseFiles(Plans.phase(recording, tried.phase()));
                    return Findings.of(
                            FindingId.DECLARED_WRONGLY,
                            tried.phase(),
                            null,
                            tried.phase(),
                            "Phase " + tried.phase() + " is declared ‘" + tried.declared() + "’, and can be reversed: "
                                    + files + " brought back the schema and every row, and applying the phase again "
                                    + "rebuilt what only the new schema has a place for.",
                            List.of(),
                            "Declare ‘rollback: reverse’, so that the drill proves it each time; or remove " + files
                                    + " if nobody is to run it.");
                });
    }

    private static String reverseFiles(PhaseOutline phase) {
        return phase.steps().stream()
                .map(StepOutline::reverse)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private Stream<Finding> irreversible(Recording recording) {
        Acceptances acceptances = Acceptances.of(recording.started());
        Map<String, Finding> firsts = new LinkedHashMap<>();
        Stream.concat(rollbacks.judge(recording), losses.judge(recording))
                .filter(finding -> NOT_REVERSED.contains(finding.id()))
                .filter(finding -> isDeclaredReverse(recording, finding))
                .filter(finding -> acceptances.apply(finding).accepted() == null)
                .forEach(finding -> firsts.putIfAbsent(String.valueOf(finding.phase()), finding));
        return firsts.values().stream().map(DeclarationRule::notReversed);
    }

    private static boolean isDeclaredReverse(Recording recording, Finding finding) {
        return recording.started().plan().phases().stream()
                .anyMatch(phase -> phase.name().equals(finding.phase())
                        && phase.declared()
                        && phase.rollback().equals("reverse"));
    }

    private static Finding notReversed(Finding first) {
        return Findings.of(
                FindingId.DECLARED_WRONGLY,
                first.phase(),
                first.step(),
                String.valueOf(first.phase()),
                "Phase " + first.phase() + " is declared ‘reverse’, and its reverse does not bring it back: see "
                        + first.id() + ".",
                List.of(first.message()),
                "Mend the reverse, or declare the way back that the phase has: keep, forward-fix, restore or "
                        + "irreversible.");
    }
}
