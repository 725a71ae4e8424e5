package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.LoadEvent.LoadRun;
import org.migrationdrill.recording.LoadEvent.TrafficSeen;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;
import org.migrationdrill.recording.PhaseEvent.SuiteRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.recording.Written;
import org.migrationdrill.report.Decision;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.Severity;
import org.migrationdrill.report.Verdict;

/** One decision, with its reasons. */
final class VerdictRule {
    private static final int MOST_REASONS = 5;

    private VerdictRule() {}

    static Verdict of(Recording recording, List<Finding> findings) {
        Optional<String> aborted = aborted(recording);
        if (aborted.isPresent()) {
            return new Verdict(Decision.ABORTED, List.of(aborted.get()));
        }
        List<String> errors = messages(findings, Severity.ERROR);
        if (!errors.isEmpty()) {
            return verdict(recording, Decision.BLOCK, shortened(errors));
        }
        List<String> warnings = messages(findings, Severity.WARNING);
        return warnings.isEmpty()
                ? verdict(recording, Decision.APPROVE, observed(recording, findings))
                : verdict(recording, Decision.APPROVE_WITH_CHANGES, shortened(warnings));
    }

    /** From where on there is no going back comes first, whatever the decision. */
    private static Verdict verdict(Recording recording, Decision decision, List<String> reasons) {
        return new Verdict(
                decision,
                Stream.concat(Stream.ofNullable(PointOfNoReturn.inWords(recording)), reasons.stream())
                        .toList());
    }

    private static Optional<String> aborted(Recording recording) {
        Optional<String> reason = recording
                .all(DrillEvent.Aborted.class)
                .map(aborted -> aborted.reason().replaceAll("\\s+", " ") + at(aborted.phase(), aborted.moment()))
                .findFirst();
        boolean ended = recording.all(DrillEvent.DrillEnded.class).findAny().isPresent();
        return reason.isPresent() || ended
                ? reason
                : Optional.of("The recording has no end: the drill was killed. What it had seen until then is here.");
    }

    private static String at(@Nullable String phase, @Nullable String moment) {
        return phase == null ? "" : " It had come to phase " + phase + (moment == null ? "." : ", " + moment + ".");
    }

    private static List<String> messages(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity && finding.accepted() == null)
                .map(Finding::message)
                .toList();
    }

    private static List<String> shortened(List<String> reasons) {
        if (reasons.size() <= MOST_REASONS) {
            return reasons;
        }
        int rest = reasons.size() - MOST_REASONS;
        return Stream.concat(
                        reasons.stream().limit(MOST_REASONS), Stream.of("And " + rest + " more, see the findings."))
                .toList();
    }

    /** What an approval rests on; what was only accepted or within the budget is not praised. */
    private static List<String> observed(Recording recording, List<Finding> findings) {
        List<String> reasons = new ArrayList<>();
        List<OperationSeen> operations = recording
                .all(SuiteRan.class)
                .filter(SuiteRan::required)
                .flatMap(suite -> suite.operations().stream())
                .toList();
        long answers = operations.stream().mapToLong(OperationSeen::compared).sum();
        if (answers > 0) {
            reasons.add(answers(operations, answers));
        }
        underLoad(recording).ifPresent(reasons::add);
        long phases = recording.started().plan().phases().size();
        List<RolledBack> whole = recording
                .all(RolledBack.class)
                .filter(VerdictRule::cameBackWhole)
                .toList();
        long kept = whole.stream()
                .filter(rollback -> rollback.mode().equals("keep"))
                .count();
        long fixed = whole.stream().filter(WayWords::isForwardFix).count();
        long reversed = whole.size() - kept - fixed;
        if (reversed > 0) {
            reasons.add(Findings.count(reversed, "rollback") + " over " + Findings.count(phases, "phase")
                    + " brought back the schema and every row.");
        }
        if (fixed > 0) {
            reasons.add(fixed + (fixed == 1 ? " forward fix" : " forward fixes")
                    + " ran, after which every row was as it should be.");
        }
        if (kept > 0) {
            reasons.add(Findings.count(kept, "rollback") + " of the app alone, with the schema kept, "
                    + "found every row as it should be.");
        }
        long accepted = findings.stream()
                .filter(finding -> finding.severity() != Severity.NOTE && finding.accepted() != null)
                .count();
        if (accepted > 0) {
            reasons.add(Findings.count(accepted, "finding") + (accepted == 1 ? " is" : " are")
                    + " accepted with a reason.");
        }
        if (reasons.isEmpty()) {
            reasons.add("Nothing that was drilled went wrong.");
        }
        afterWrites(recording).ifPresent(reasons::add);
        leftOut(recording).ifPresent(reasons::add);
        return reasons;
    }

    /** Rollbacks after the app had written through the phases. */
    private static Optional<String> afterWrites(Recording recording) {
        List<RolledBack> kept = recording
                .all(RolledBack.class)
                .filter(rollback -> rollback.written() != Written.NOTHING
                        && rollback.outcome() == RollbackOutcome.RAN
                        && rollback.tables().stream().noneMatch(table -> Tables.lost(rollback, table)))
                .toList();
        long writes = kept.stream()
                .mapToLong(rollback -> rollback.writes().written())
                .max()
                .orElse(0);
        return writes == 0
                ? Optional.empty()
                : Optional.of(
                        Findings.count(kept.size(), "rollback") + " after the app had written through the phases kept "
                                + "every one of its writes, up to " + writes + " rows.");
    }

    /** Whole rehearsals, which nobody is to think approved. */
    private static Optional<String> leftOut(Recording recording) {
        List<String> parts = recording
                .all(DrillEvent.NotDrilled.class)
                .map(DrillEvent.NotDrilled::what)
                .filter(List.of(DrillEvent.NotDrilled.TWIN, DrillEvent.NotDrilled.LOAD)::contains)
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of("Not drilled: " + String.join("; ", parts) + ".");
    }

    /** The longest wait behind a step, where programs sent operations while the plan was walked. */
    private static Optional<String> underLoad(Recording recording) {
        LoadEvidence evidence = LoadEvidence.of(recording);
        long sent = recording
                .all(TrafficSeen.class)
                .filter(seen -> seen.run() == LoadRun.SUBJECT)
                .mapToLong(TrafficSeen::count)
                .sum();
        if (!evidence.ran() || sent == 0) {
            return Optional.empty();
        }
        double longest = Outage.grouped(
                        Outage.of(evidence), outage -> List.of(outage.phase(), outage.moment(), outage.step()))
                .values()
                .stream()
                .mapToDouble(AppWaitRule::longest)
                .max()
                .orElse(0);
        return Optional.of("Under load, "
                + (longest == 0
                        ? "none of " + sent + " operations waited behind a step."
                        : "no operation of " + sent + " waited longer than " + Milliseconds.inWords(longest)
                                + " behind a step; "
                                + Milliseconds.inWords(
                                        (double) recording.started().terms().appWaitMs()) + " is allowed."));
    }

    private static String answers(List<OperationSeen> operations, long answers) {
        long failed = operations.stream().mapToLong(OperationSeen::failed).sum();
        long different = operations.stream().mapToLong(OperationSeen::different).sum();
        if (failed + different == 0) {
            return "All " + answers
                    + " answers of the versions that had to work were the same as without the migration, "
                    + "in every phase and on the way back.";
        }
        return (failed == 0 ? "" : Findings.count(failed, "run") + " failed, and ") + different + " of " + answers
                + " answers of the versions that had to work were not the same as without the migration, which is "
                + "accepted or within the budget.";
    }

    private static boolean cameBackWhole(RolledBack rollback) {
        return rollback.outcome() == RollbackOutcome.RAN
                && rollback.written() == Written.NOTHING
                && rollback.schema().isEmpty()
                && rollback.collisions().isEmpty()
                && rollback.afterWrites().isEmpty()
                && rollback.tables().stream().noneMatch(table -> Tables.lost(rollback, table));
    }
}
