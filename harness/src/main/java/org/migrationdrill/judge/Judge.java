package org.migrationdrill.judge;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.PhaseEvent.CheckRan;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.InvariantReport;
import org.migrationdrill.report.NotMeasured;
import org.migrationdrill.report.Outcome;
import org.migrationdrill.report.Verdict;

/** Judges a recording. The same recording gives the same report. Stateless. */
public final class Judge {
    private static final List<FindingRule> RULES = List.of(
            new StepRule(),
            new OperationRule(),
            new RowsRule(),
            new CheckRule(),
            new RollbackRule(),
            new LossRule(),
            new NewWritesRule(),
            new EdgeRule(),
            new DeclarationRule(),
            new RestoreRule(),
            new ReapplyRule(),
            new PartialFailureRule(),
            new AppWaitRule(),
            new LoadFailureRule(),
            new WholeTableRule(),
            new LockRule(),
            new VersionRule(),
            new LoadNoteRule(),
            new NoteRule());

    private Judge() {}

    /** The report of a drill, also of one that was aborted or killed: then of what was observed until then. */
    public static DrillReport judge(Recording recording) {
        DrillEvent.DrillStarted started = recording.started();
        List<Finding> findings = findings(recording);
        Verdict verdict = VerdictRule.of(recording, findings);
        return new DrillReport(
                DrillReport.SCHEMA_VERSION,
                started.toolVersion(),
                started.scenario(),
                started.summary(),
                started.depth(),
                verdict,
                Expectations.of(started.terms(), verdict, findings),
                Environments.of(recording),
                Phases.of(recording, findings),
                invariants(recording),
                PointOfNoReturn.of(recording),
                PointOfNoReturn.instead(recording),
                null,
                LoadReports.of(recording).orElse(null),
                findings,
                notMeasured(recording));
    }

    private static List<Finding> findings(Recording recording) {
        Acceptances acceptances = Acceptances.of(recording.started());
        return RULES.stream()
                .flatMap(rule -> rule.judge(recording))
                .map(acceptances::apply)
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(finding -> phaseIndex(recording, finding)))
                .toList();
    }

    private static int phaseIndex(Recording recording, Finding finding) {
        return finding.phase() == null ? Integer.MAX_VALUE : Plans.index(recording, finding.phase());
    }

    private static List<InvariantReport> invariants(Recording recording) {
        return recording
                .all(CheckRan.class)
                .filter(check -> check.invariant() && check.rollbackOf() == null)
                .map(check -> new InvariantReport(
                        check.name(),
                        check.phase(),
                        check.moment(),
                        check.expected(),
                        check.found(),
                        check.passed() ? Outcome.PASSED : Outcome.FAILED))
                .toList();
    }

    private static List<NotMeasured> notMeasured(Recording recording) {
        boolean loaded = LoadEvidence.of(recording).ran();
        Stream<String> ofLoad = loaded
                ? Stream.of("locks", "rewrote", "scanned", "walBytes").map("phases[].steps[].statements[]."::concat)
                : Stream.of(
                        "phases[].lockWaits",
                        "phases[].traffic",
                        "phases[].outages",
                        "phases[].operationErrors",
                        "phases[].steps[].statements[].locks",
                        "phases[].steps[].statements[].rewrote",
                        "phases[].steps[].statements[].scanned",
                        "phases[].steps[].statements[].walBytes",
                        "phases[].steps[].statements[].evidence",
                        "load");
        String reason = loaded
                ? "Null where a statement could not be watched; its evidence says why, or it did not run under load."
                : "The plan was not rehearsed under load, so nothing could wait for a lock.";
        return Stream.concat(ofLoad.map(key -> new NotMeasured(key, reason)), always())
                .toList();
    }

    private static Stream<NotMeasured> always() {
        return Stream.of(
                new NotMeasured("estimates", "This version rehearses at one scale, and one point is no estimate."));
    }
}
