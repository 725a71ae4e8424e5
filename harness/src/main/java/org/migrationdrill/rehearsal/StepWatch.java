package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.engine.StepEvidence;
import org.migrationdrill.migration.StatementListener;
import org.migrationdrill.migration.StatementRun;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.recording.Event.AttemptSeen;
import org.migrationdrill.recording.Event.BatchesSeen;
import org.migrationdrill.recording.Event.Failure;
import org.migrationdrill.recording.Event.StatementSeen;

/** Watches one step: its attempts on the axis, and its statements from within its sessions. */
final class StepWatch {
    private static final Pattern LEADING_COMMENTS =
            Pattern.compile("^(\\s*(--[^\\n]*(\\n|$)|/\\*.*?\\*/))+\\s*", Pattern.DOTALL);

    private final StepEvidence evidence;
    private final Axis axis;
    private final List<AttemptSeen> attempts = new ArrayList<>();
    private double attemptStartMs;
    private @Nullable BatchesSeen batches;

    StepWatch(StepEvidence evidence, Axis axis) throws SQLException {
        this.evidence = evidence;
        this.axis = axis;
        evidence.begin();
    }

    void attemptBegins() {
        attemptStartMs = axis.now();
        evidence.attempt(attempts.size() + 1);
    }

    void attemptEnded(@Nullable Failure error) {
        attempts.add(new AttemptSeen(attemptStartMs, axis.now(), error));
    }

    StepEvidence evidence() {
        return evidence;
    }

    void batches(BatchesSeen seen) {
        batches = seen;
    }

    /** Listens for a migration tool, and hands statements on. */
    StatementListener listener(List<StatementSeen> statements) {
        return new StatementListener() {
            @Override
            public void ran(StatementRun run) {
                statements.add(Failures.seen(run));
            }

            @Override
            public void opened(Connection session) {
                evidence.opened(session);
            }

            @Override
            public void before(Connection session) throws SQLException {
                evidence.before(session);
            }

            @Override
            public void after(Connection session, StatementRun run) throws SQLException {
                evidence.after(
                        session,
                        run.file(),
                        run.line(),
                        LEADING_COMMENTS.matcher(run.sql()).replaceFirst(""),
                        run.rows(),
                        run.failure().map(failure -> failure.sqlState()).orElse(null),
                        run.failure().map(failure -> failure.message()).orElse(null));
            }

            @Override
            public void transactionEnded(Connection session) {
                evidence.transactionEnded(session);
            }
        };
    }

    WatchedStep seen(StepOutcome outcome) {
        return new WatchedStep(outcome, attempts, evidence.traces(), evidence.processes(), batches);
    }
}
