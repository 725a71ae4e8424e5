package org.migrationdrill.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.SqlScanner;
import org.migrationdrill.app.SqlStatement;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.scenario.Step;

/**
 * Runs a backfill on one database: its statements over ranges of rows in key order, each range one transaction. The twin has no
 * traffic that a pause could make way for, so it makes none there, and keeps no progress that the control would not have.
 */
final class BackfillRun {
    private final DatabaseCopy database;
    private final @Nullable String file;
    private final StepObserver observer;
    private final long start = System.nanoTime();
    private @Nullable BatchTally tally;

    BackfillRun(DatabaseCopy database, @Nullable String file, StepObserver observer) {
        this.database = database;
        this.file = file;
        this.observer = observer;
    }

    /** From the first key to the last, without a stop. */
    StepOutcome forward(Step.Backfill step) {
        return over(step.sql(), (connection, batches) -> walk(connection, batches, step, Optional.empty()));
    }

    /** As the scenario says: with its pause, within its budget, and on from where it stopped or died the last time. */
    StepOutcome resumably(Step.Backfill step, BackfillProgress progress) {
        return over(step.sql(), (connection, batches) -> walk(connection, batches, step, Optional.of(progress)));
    }

    /** Runs a script once, statement by statement in autocommit: a backfill's way back. */
    StepOutcome script(Path script) {
        return over(script, (connection, batches) -> {
            batches.run(connection, 0, 0);
            return batches.error();
        });
    }

    private interface Body {
        @Nullable Failure run(Connection connection, BackfillBatches batches) throws SQLException;
    }

    private StepOutcome over(Path script, Body body) {
        BackfillBatches batches = new BackfillBatches(statements(script), String.valueOf(file), observer);
        observer.attemptStarts();
        Failure error = tried(batches, body);
        observer.attemptEnded(error);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new StepOutcome(1, elapsed, file, error, batches.seen(), tally == null ? null : tally.seen());
    }

    static List<SqlStatement> statements(Path script) {
        try {
            return SqlScanner.statements(Files.readString(script), 1);
        } catch (IOException e) {
            throw new IllegalStateException(script + " was there when the scenario was read", e);
        }
    }

    private @Nullable Failure tried(BackfillBatches batches, Body body) {
        try (Connection connection = database.connect("drill backfill")) {
            observer.opened(connection);
            try {
                return body.run(connection, batches);
            } catch (SQLException e) {
                observer.transactionEnded(connection);
                throw e;
            }
        } catch (SQLException e) {
            return Failures.of(e, "", String.valueOf(file));
        }
    }

    private @Nullable Failure walk(
            Connection connection, BackfillBatches batches, Step.Backfill step, Optional<BackfillProgress> progress)
            throws SQLException {
        BackfillKey key = new BackfillKey(connection, step);
        Optional<String> type = key.unfitType();
        if (type.isPresent()) {
            return unfit(step, type.get());
        }
        OptionalLong done = OptionalLong.empty();
        if (progress.isPresent()) {
            progress.get().prepare(connection);
            done = progress.get().upTo(connection);
        }
        tally = new BatchTally(done);
        OptionalLong last = key.last();
        connection.setAutoCommit(false);
        BackfillWalk walk = new BackfillWalk(connection, key, batches, tally, step, progress);
        return last.isEmpty() ? null : walk.from(done.orElse(Long.MIN_VALUE), last.getAsLong(), String.valueOf(file));
    }

    private Failure unfit(Step.Backfill step, String type) {
        String message = "The backfill's key " + step.table() + "." + step.key() + " is of type " + type
                + "; a backfill walks a column of type smallint, integer or bigint";
        return new Failure(null, message, null, file, null);
    }
}
