package org.migrationdrill.rehearsal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.Disclosure;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.EventLog;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.LoadEvent;
import org.migrationdrill.recording.LoadEvent.AttemptSeen;
import org.migrationdrill.recording.LoadEvent.BatchesSeen;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;
import org.migrationdrill.recording.PhaseEvent.StatementSeen;
import org.migrationdrill.recording.RollbackEvent;

/**
 * Hands events on without the values that messages of the server and answers of the author's own checks carry. Rows and answers of
 * operations are without them already.
 */
final class DiscreetLog implements EventLog {
    private static final List<String> WORDS = List.of("no row", "NULL", "true", "false");
    private static final String NUMBER = "-?\\d{1,18}";

    private final EventLog log;
    private final Disclosure disclosure;

    DiscreetLog(EventLog log, Disclosure disclosure) {
        this.log = log;
        this.disclosure = disclosure;
    }

    @Override
    public void add(Event event) {
        log.add(disclosure == Disclosure.SHOWN ? event : discreet(event));
    }

    private Event discreet(Event event) {
        if (event instanceof PhaseEvent.StepRan step) {
            return discreet(step);
        }
        if (event instanceof PhaseEvent.SuiteRan suite) {
            return discreet(suite);
        }
        if (event instanceof PhaseEvent.CheckRan check) {
            return discreet(check);
        }
        if (event instanceof RollbackEvent.RolledBack rollback) {
            return discreet(rollback);
        }
        if (event instanceof RollbackEvent.Reapplied reapplied) {
            return discreet(reapplied);
        }
        if (event instanceof LoadEvent.LoadStepRan step) {
            return discreet(step);
        }
        if (event instanceof LoadEvent.LockWaited wait) {
            return discreet(wait);
        }
        if (event instanceof RollbackEvent.NewWritesSeen writes) {
            return discreet(writes);
        }
        return event instanceof LoadEvent.OperationErrors errors ? discreet(errors) : event;
    }

    /** The keys of advisory locks may be the app's. */
    private Event discreet(LoadEvent.LockWaited wait) {
        return !wait.lockType().equals("advisory")
                ? wait
                : new LoadEvent.LockWaited(
                        wait.run(),
                        wait.phase(),
                        wait.moment(),
                        wait.startMs(),
                        wait.waitMs(),
                        wait.waiter(),
                        wait.runId(),
                        wait.blocker(),
                        wait.root(),
                        wait.queue(),
                        wait.lockType(),
                        "advisory lock " + disclosure.value(wait.relation()),
                        wait.mode(),
                        wait.ended(),
                        wait.exact(),
                        wait.step());
    }

    private Event discreet(PhaseEvent.StepRan step) {
        List<StatementSeen> statements = step.statements().stream()
                .map(seen -> new StatementSeen(
                        seen.sql(), seen.line(), seen.durationMs(), seen.rows(), discreet(seen.error())))
                .toList();
        return new PhaseEvent.StepRan(
                step.phase(),
                step.step(),
                step.kind(),
                step.passage(),
                step.succeeded(),
                step.attempts(),
                step.durationMs(),
                step.file(),
                discreet(step.error()),
                statements);
    }

    private Event discreet(PhaseEvent.SuiteRan suite) {
        List<OperationSeen> operations = suite.operations().stream()
                .map(seen -> new OperationSeen(
                        seen.operation(),
                        seen.runs(),
                        seen.failed(),
                        seen.different(),
                        seen.compared(),
                        seen.maskedCells(),
                        seen.exempt(),
                        discreet(seen.error()),
                        seen.difference()))
                .toList();
        return new PhaseEvent.SuiteRan(
                suite.phase(),
                suite.moment(),
                suite.rollbackOf(),
                suite.version(),
                suite.consumer(),
                suite.standing(),
                suite.required(),
                suite.written(),
                operations);
    }

    /** Checks count, as a rule; what is no number may be anything. */
    private Event discreet(PhaseEvent.CheckRan check) {
        boolean counts = check.expected().matches(NUMBER) && check.found().matches(NUMBER);
        boolean harmless = check.passed() || counts || WORDS.contains(check.found());
        Failure error = discreet(check.error());
        return new PhaseEvent.CheckRan(
                check.phase(),
                check.moment(),
                check.rollbackOf(),
                check.invariant(),
                check.name(),
                check.expected(),
                error != null ? error.message() : harmless ? check.found() : disclosure.value(check.found()),
                check.passed(),
                error,
                check.written());
    }

    private Event discreet(RollbackEvent.RolledBack rollback) {
        return new RollbackEvent.RolledBack(
                rollback.from(),
                rollback.to(),
                rollback.mode(),
                rollback.outcome(),
                discreet(rollback.error()),
                rollback.failedStep(),
                rollback.schema(),
                rollback.tables(),
                rollback.afterWrites(),
                rollback.collisions(),
                rollback.writes(),
                rollback.durationMs(),
                rollback.written(),
                rollback.fates(),
                rollback.edgeTables());
    }

    private Event discreet(RollbackEvent.NewWritesSeen writes) {
        return new RollbackEvent.NewWritesSeen(
                writes.from(),
                writes.to(),
                writes.outcome(),
                discreet(writes.error()),
                writes.failedStep(),
                writes.written(),
                writes.fates(),
                writes.tables());
    }

    private Event discreet(RollbackEvent.Reapplied reapplied) {
        return new RollbackEvent.Reapplied(
                reapplied.from(),
                reapplied.to(),
                reapplied.afterWrites(),
                reapplied.succeeded(),
                reapplied.failedStep(),
                discreet(reapplied.error()),
                reapplied.schema(),
                reapplied.tables(),
                reapplied.values());
    }

    private Event discreet(LoadEvent.LoadStepRan step) {
        return new LoadEvent.LoadStepRan(
                step.phase(),
                step.step(),
                step.kind(),
                step.passage(),
                step.startMs(),
                step.endMs(),
                step.succeeded(),
                step.file(),
                discreet(step.error()),
                step.attempts().stream()
                        .map(tried -> new AttemptSeen(tried.startMs(), tried.endMs(), discreet(tried.error())))
                        .toList(),
                step.statements().stream().map(this::discreet).toList(),
                discreet(step.batches()));
    }

    private StatementTrace discreet(StatementTrace trace) {
        return trace.message() == null
                ? trace
                : trace.withMessage(disclosure.message(trace.sqlState(), trace.message()));
    }

    private @Nullable BatchesSeen discreet(@Nullable BatchesSeen batches) {
        return batches == null || batches.resumedAt() == null
                ? batches
                : new BatchesSeen(
                        batches.batches(),
                        batches.rows(),
                        batches.rowsPerSecond(),
                        batches.p50Ms(),
                        batches.maxMs(),
                        disclosure.value(batches.resumedAt()),
                        batches.stopped());
    }

    private Event discreet(LoadEvent.OperationErrors errors) {
        return new LoadEvent.OperationErrors(
                errors.run(),
                errors.phase(),
                errors.moment(),
                errors.step(),
                errors.version(),
                errors.operation(),
                errors.sqlState(),
                disclosure.message(errors.sqlState(), errors.message()),
                errors.count(),
                errors.behindStep(),
                errors.behindOthers(),
                errors.hidden(),
                errors.firstMs(),
                errors.lastMs());
    }

    private @Nullable Failure discreet(@Nullable Failure failure) {
        return failure == null
                ? null
                : new Failure(
                        failure.sqlState(),
                        disclosure.message(failure.sqlState(), failure.message()),
                        failure.statement(),
                        failure.file(),
                        failure.line());
    }
}
