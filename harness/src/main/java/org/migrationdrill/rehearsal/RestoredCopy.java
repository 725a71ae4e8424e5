package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.RollbackEvent.WritesSeen;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;

/**
 * The copy from before a phase put back: a database made from it, and after it the script that the author runs then, if any. Its
 * schema has to be the one recorded before the phase; what its rows lack is what was written since. Nobody writes on it, so it is
 * made once, and from a later phase's end it only lacks more.
 */
final class RestoredCopy {
    private final TwinContext context;

    RestoredCopy(TwinContext context) {
        this.context = context;
    }

    /**
     * Puts the copy back, from the phase's own end.
     *
     * @param index of the phase
     * @return whether that went to its end
     */
    boolean putBack(int index, WayBack way) throws SQLException {
        PlannedPhase phase = context.plan().phases().get(index);
        context.progress().detail("putting back the copy from before " + phase.name());
        long start = System.nanoTime();
        DatabaseCopy restored = context.twin().server().copy(context.saved().of(phase), "restored");
        Duration copying = Duration.ofNanos(System.nanoTime() - start);
        context.saved().replace(phase, restored);
        StepOutcome after = phase.script()
                .map(script -> context.steps().script(script, restored))
                .orElse(StepOutcome.nothingToDo());
        Duration duration = copying.plus(after.duration());
        if (after.error() != null) {
            FailedStep failed = new FailedStep(String.valueOf(after.file()), after.error(), false);
            context.log().add(way.failed(failed, WritesSeen.of(0), duration));
            new RowsInTheWay(context).record(way, failed, restored, false);
            context.saved().drop(phase);
            return false;
        }
        Moment moment = Moment.putBack(phase);
        context.checks().invariants(restored, moment);
        context.checks().verifications(restored, phase.rollbackChecks(), moment);
        look(index, way, restored, duration);
        return true;
    }

    /** What putting it back costs once later phases were applied; it is not put back again for that, nor timed. */
    boolean lookAgain(int index, WayBack way) throws SQLException {
        PlannedPhase phase = context.plan().phases().get(index);
        Optional<DatabaseCopy> restored = context.saved().find(phase);
        if (restored.isEmpty()) {
            context.log().add(way.notGone(RollbackOutcome.NOT_DRILLED));
            context.log()
                    .add(new DrillEvent.NotDrilled(
                            way.from(),
                            "going back from phase " + way.from() + " to before phase " + phase.name(),
                            "putting back the copy failed from the end of phase " + phase.name() + " already"));
            return false;
        }
        look(index, way, restored.get(), null);
        return true;
    }

    private void look(int index, WayBack way, DatabaseCopy restored, @Nullable Duration duration) throws SQLException {
        Observations observations = context.observations();
        RecordedRows recorded = context.recorded();
        RowComparison rows = observations.rows(
                context.twin(), restored, context.phaseStarts().get(index));
        context.log()
                .add(way.ran(new WayBack.Found(
                        SchemaComparison.compare(
                                context.schemas().get(index), observations.schema(context.twin(), restored)),
                        recorded.tablesToSave(rows, context.twin(), restored),
                        List.of(),
                        List.of(),
                        recorded.writes(rows),
                        recorded.fates(rows),
                        List.of(),
                        duration)));
    }
}
