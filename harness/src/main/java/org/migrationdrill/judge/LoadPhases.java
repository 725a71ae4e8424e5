package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.LockTaken;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.LoadEvent;
import org.migrationdrill.recording.LoadEvent.LoadRun;
import org.migrationdrill.recording.LoadEvent.LoadStepRan;
import org.migrationdrill.recording.LoadEvent.LockWaited;
import org.migrationdrill.recording.LoadEvent.Party;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.recording.PlanOutline.PhaseOutline;
import org.migrationdrill.recording.PlanOutline.StepOutline;
import org.migrationdrill.report.BatchesReport;
import org.migrationdrill.report.Direction;
import org.migrationdrill.report.ErrorReport;
import org.migrationdrill.report.EvidenceReport;
import org.migrationdrill.report.LockParty;
import org.migrationdrill.report.LockReport;
import org.migrationdrill.report.LockWaitReport;
import org.migrationdrill.report.OperationErrorReport;
import org.migrationdrill.report.OutageReport;
import org.migrationdrill.report.Outcome;
import org.migrationdrill.report.StatementReport;
import org.migrationdrill.report.StepReport;
import org.migrationdrill.report.TrafficReport;

/** What the report's phases show of the load rehearsal; null where there was none. */
final class LoadPhases {
    /** A long outage has thousands; the longest tell it, and the counts are in the outages. */
    private static final int MOST_WAITS = 100;

    private static final int MOST_OUTAGES = 50;

    private final LoadEvidence evidence;
    private final List<Outage> outages;
    private final LoadFailures failures;

    LoadPhases(LoadEvidence evidence) {
        this.evidence = evidence;
        this.outages = Outage.of(evidence);
        this.failures = LoadFailures.of(evidence.recording());
    }

    /** Whether all its steps ran forward under load; empty where none did. */
    Optional<Boolean> applied(PhaseOutline phase) {
        List<LoadStepRan> forward = evidence.steps()
                .filter(ran -> ran.phase().equals(phase.name()) && ran.passage() == Passage.FORWARD)
                .toList();
        return forward.isEmpty()
                ? Optional.empty()
                : Optional.of(forward.size() == phase.steps().size()
                        && forward.stream().allMatch(LoadStepRan::succeeded));
    }

    @Nullable List<LockWaitReport> lockWaits(String phase) {
        if (!evidence.ran()) {
            return null;
        }
        return evidence.waits().stream()
                .filter(wait -> wait.phase().equals(phase))
                .sorted(Comparator.comparing((LockWaited wait) -> wait.step() == null)
                        .thenComparing(
                                Comparator.comparingDouble(LockWaited::waitMs).reversed()))
                .limit(MOST_WAITS)
                .map(LoadPhases::lockWait)
                .toList();
    }

    private static LockWaitReport lockWait(LockWaited wait) {
        return new LockWaitReport(
                wait.moment(),
                party(wait.waiter()),
                party(wait.blocker()),
                party(wait.root()),
                wait.queue().stream().map(LoadPhases::party).toList(),
                wait.relation(),
                wait.mode(),
                wait.waitMs(),
                wait.ended(),
                wait.startMs(),
                wait.exact(),
                wait.step());
    }

    private static LockParty party(Party party) {
        return switch (party.kind()) {
            case APP -> new LockParty(party.name(), party.operation(), null, null, null, null);
            case STEP -> new LockParty(null, null, party.name(), party.statement(), party.place(), null);
            default -> new LockParty(null, null, null, null, null, party.name());
        };
    }

    @Nullable List<TrafficReport> traffic(String phase) {
        return evidence.ran() ? traffic(evidence, LoadRun.SUBJECT, phase) : null;
    }

    static List<TrafficReport> traffic(LoadEvidence evidence, LoadRun run, @Nullable String phase) {
        return evidence.recording()
                .all(LoadEvent.TrafficSeen.class)
                .filter(seen ->
                        seen.run() == run && (phase == null || seen.phase().equals(phase)))
                .map(seen -> new TrafficReport(
                        seen.moment(),
                        seen.version(),
                        seen.operation(),
                        seen.count(),
                        seen.failed(),
                        seen.hidden(),
                        seen.voided(),
                        seen.p50Ms(),
                        seen.p99Ms(),
                        seen.maxMs()))
                .toList();
    }

    @Nullable List<OutageReport> outages(String phase) {
        if (!evidence.ran()) {
            return null;
        }
        return outages.stream()
                .filter(outage -> outage.phase().equals(phase))
                .sorted(Comparator.comparingDouble(Outage::longestMs).reversed())
                .limit(MOST_OUTAGES)
                .map(Outage::report)
                .toList();
    }

    @Nullable List<OperationErrorReport> operationErrors(String phase) {
        if (!evidence.ran()) {
            return null;
        }
        return evidence.recording()
                .all(LoadEvent.OperationErrors.class)
                .filter(errors ->
                        errors.run() == LoadRun.SUBJECT && errors.phase().equals(phase))
                .map(errors -> new OperationErrorReport(
                        errors.moment(),
                        errors.step(),
                        errors.version(),
                        errors.operation(),
                        errors.sqlState(),
                        errors.message(),
                        errors.count(),
                        failures.caused(errors),
                        errors.hidden(),
                        errors.firstMs(),
                        errors.lastMs()))
                .toList();
    }

    Optional<StepReport> step(String phase, StepOutline step, Passage passage) {
        return evidence.step(phase, step.id(), passage).map(this::step);
    }

    private StepReport step(LoadStepRan ran) {
        return new StepReport(
                ran.step(),
                ran.kind(),
                ran.passage() == Passage.FORWARD ? Direction.FORWARD : Direction.REVERSE,
                ran.succeeded() ? Outcome.PASSED : Outcome.FAILED,
                ran.attempts().size(),
                Math.round(ran.endMs() - ran.startMs()),
                ran.file(),
                LoadEvidence.statements(ran).stream()
                        .map(statement -> statement(ran, statement))
                        .toList(),
                Phases.error(ran.error()),
                batches(ran.batches()));
    }

    private static @Nullable BatchesReport batches(LoadEvent.@Nullable BatchesSeen seen) {
        return seen == null
                ? null
                : new BatchesReport(
                        seen.batches(),
                        seen.rows(),
                        seen.rowsPerSecond(),
                        seen.p50Ms(),
                        seen.maxMs(),
                        seen.resumedAt(),
                        seen.stopped());
    }

    private StatementReport statement(LoadStepRan ran, StatementTrace statement) {
        String message = statement.message();
        return new StatementReport(
                statement.sql(),
                statement.line(),
                message == null ? Outcome.PASSED : Outcome.FAILED,
                message == null
                        ? null
                        : new ErrorReport(statement.sqlState(), message, null, statement.file(), statement.line()),
                statement.endMs() - statement.startMs(),
                locks(ran, statement),
                statement.rewrote(),
                statement.scanned(),
                statement.rows(),
                statement.walBytes(),
                evidence(statement));
    }

    private @Nullable List<LockReport> locks(LoadStepRan ran, StatementTrace statement) {
        if (statement.locks() == null) {
            return null;
        }
        List<LockReport> locks = new ArrayList<>();
        for (LockTaken lock : statement.locks()) {
            locks.add(new LockReport(
                    lock.relation(),
                    lock.mode(),
                    LoadEvidence.heldMs(statement, lock),
                    evidence.victims(ran.step(), statement, lock),
                    lock.existedBefore() ? LockModes.blocks(lock.mode()) : "",
                    lock.grantedAfterMs(),
                    lock.grantedByMs(),
                    lock.exact()));
        }
        return locks;
    }

    private static EvidenceReport evidence(StatementTrace statement) {
        return new EvidenceReport(
                statement.startMs(),
                statement.endMs(),
                statement.transactionEndMs(),
                statement.lockTimeoutMs(),
                statement.statementTimeoutMs(),
                statement.tempBytes(),
                statement.sizes().stream()
                        .map(size -> new EvidenceReport.SizeReport(size.table(), size.beforeBytes(), size.afterBytes()))
                        .toList(),
                statement.waitedFor(),
                statement.limits());
    }
}
