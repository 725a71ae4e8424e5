package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;

/**
 * The copy from before a phase put back: a database made from it, and after it the script that the author runs then, if any. Its
 * schema has to be the one recorded before the phase; what its rows lack is what was written since.
 */
final class RestoredCopy {
    private final TwinContext context;

    RestoredCopy(TwinContext context) {
        this.context = context;
    }

    /** @param index of the phase that goes back, from its own end */
    void putBack(int index, OtherWay.Taken taken) throws SQLException {
        PlannedPhase phase = context.plan().phases().get(index);
        context.progress().detail("putting back the copy from before " + phase.name());
        SavedCopies.Saved saved = context.saved().of(phase);
        DatabaseServer server = context.twin().server();
        long start = System.nanoTime();
        DatabaseCopy restored = server.copy(saved.copy(), "restored");
        try {
            StepOutcome after = phase.script()
                    .map(script -> context.steps().script(script, restored))
                    .orElse(StepOutcome.nothingToDo());
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            if (after.error() == null) {
                look(index, taken, saved, restored, duration);
            } else {
                context.log().add(taken.failed(after.error(), String.valueOf(after.file()), duration));
            }
        } finally {
            server.drop(restored);
        }
    }

    private void look(
            int index, OtherWay.Taken taken, SavedCopies.Saved saved, DatabaseCopy restored, Duration duration)
            throws SQLException {
        PlannedPhase phase = context.plan().phases().get(index);
        Observations observations = context.observations();
        Moment moment = Moment.putBack(phase);
        observations.invariants(restored, moment);
        observations.verifications(restored, phase.rollbackChecks(), moment);
        RowComparison rows = observations.rows(context.twin(), restored, saved.since());
        context.log()
                .add(taken.ran(
                        context.observations(),
                        SchemaComparison.compare(
                                context.schemas().get(index), observations.schema(context.twin(), restored)),
                        rows,
                        observations.tables(rows),
                        List.of(),
                        List.of(),
                        duration));
    }
}
