package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.scenario.Step;

/** Walks a table batch by batch, on a session that is not in autocommit. Used once. */
final class BackfillWalk {
    private final Connection connection;
    private final BackfillKey key;
    private final BackfillBatches batches;
    private final BatchTally tally;
    private final Step.Backfill step;
    private final Optional<BackfillProgress> progress;

    /** Without {@code progress} it neither pauses nor stops. */
    BackfillWalk(
            Connection connection,
            BackfillKey key,
            BackfillBatches batches,
            BatchTally tally,
            Step.Backfill step,
            Optional<BackfillProgress> progress) {
        this.connection = connection;
        this.key = key;
        this.batches = batches;
        this.tally = tally;
        this.step = step;
        this.progress = progress;
    }

    /** Goes on after {@code done} up to {@code last}; answers why it did not get there. */
    @Nullable Failure from(long done, long last, String file) throws SQLException {
        long from = done;
        for (OptionalLong to = key.next(from, last); to.isPresent(); to = key.next(from, last)) {
            if (!isCommitted(from, to.getAsLong())) {
                return batches.error();
            }
            from = to.getAsLong();
            if (isOverBudget() && from < last) {
                return stopped(from, last, file);
            }
            if (progress.isPresent() && from < last) {
                Pause.of(step.pause());
            }
        }
        connection.rollback();
        return null;
    }

    private boolean isCommitted(long from, long to) throws SQLException {
        long began = System.nanoTime();
        long rows = batches.run(connection, from, to);
        if (batches.error() != null) {
            batches.rollBack(connection);
            return false;
        }
        if (progress.isPresent()) {
            progress.get().reached(connection, to, rows);
        }
        batches.commit(connection);
        tally.batch(Duration.ofNanos(System.nanoTime() - began), rows);
        return true;
    }

    private boolean isOverBudget() {
        return progress.isPresent()
                && step.budget()
                        .filter(budget -> tally.elapsed().compareTo(budget) > 0)
                        .isPresent();
    }

    private Failure stopped(long done, long last, String file) {
        String budget = step.budget().map(Duration::toMillis).orElse(0L) + " ms";
        tally.stopped("its budget of " + budget + " was used up");
        String message = "The backfill of " + step.table() + " stopped after " + tally.batches()
                + " batches, since its budget of " + budget + " was used up: it is done up to " + step.key() + " "
                + done
                + " of " + last + ". Run again, it goes on from there";
        return new Failure(null, message, null, file, null);
    }
}
