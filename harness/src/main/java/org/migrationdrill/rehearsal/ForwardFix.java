package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.recording.RollbackEvent.WritesSeen;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedScript;

/**
 * A fix that goes forward instead of back: the script is run, its checks are asked, the control's rows have to be there, and what
 * serves, or may be brought back, goes on working. The schema is what the script makes of it.
 */
final class ForwardFix {
    private final TwinContext context;
    private final SuiteRunner suites;

    ForwardFix(TwinContext context, SuiteRunner suites) {
        this.context = context;
        this.suites = suites;
    }

    /**
     * Where the script is run.
     *
     * @param still looked at before anyone writes on it
     * @param busy its subject is worked on afterwards; the same database as {@code still}, or one that was worked on before as well
     */
    private record Place(DatabaseCopy still, Twin busy, Serving serving, Moment moment) {
        boolean isOne() {
            return still.equals(busy.subject());
        }
    }

    /** Whether the script ran to its end. */
    boolean fromOwnEnd(PlannedPhase phase, WayBack way, Serving serving) throws SQLException {
        Twin fork = context.twin().fork("fixed");
        try {
            return apply(phase, way, new Place(fork.subject(), fork, serving, Moment.fixedForward(phase, phase)));
        } finally {
            fork.drop();
        }
    }

    /** The same where later phases were taken back before. */
    boolean fromLater(PlannedPhase phase, WayBack way, Forks forks) throws SQLException {
        return apply(
                phase, way, new Place(forks.still, forks.busy, forks.serving, Moment.fixedForward(phase, forks.from)));
    }

    private boolean apply(PlannedPhase phase, WayBack way, Place place) throws SQLException {
        context.progress().detail("fixing " + phase.name() + " forward");
        PlannedScript script = scriptOf(phase);
        StepOutcome onStill = context.steps().script(script, place.still());
        StepOutcome onBusy = place.isOne() || !onStill.succeeded()
                ? onStill
                : context.steps().script(script, place.busy().subject());
        if (onBusy.error() != null) {
            FailedStep failed = new FailedStep(script.file(), onBusy.error(), onStill.succeeded());
            context.log().add(way.failed(failed, WritesSeen.of(0), onBusy.duration()));
            new RowsInTheWay(context)
                    .record(way, failed, failed.onBusyFork() ? place.busy().subject() : place.still(), false);
            return false;
        }
        look(phase, way, place, onStill.duration());
        return true;
    }

    static PlannedScript scriptOf(PlannedPhase phase) {
        return phase.script()
                .orElseThrow(() -> new IllegalStateException("phase " + phase.name() + " has no script to fix it"));
    }

    private void look(PlannedPhase phase, WayBack way, Place place, Duration duration) throws SQLException {
        Observations observations = context.observations();
        RecordedRows recorded = context.recorded();
        context.checks().invalidIndexes(place.still(), place.moment());
        context.checks().invariants(place.still(), place.moment());
        context.checks().verifications(place.still(), phase.rollbackChecks(), place.moment());
        RowComparison rows = observations.rows(context.twin(), place.still(), context.since());
        List<TableSeen> tables =
                recorded.tables(rows, context.twin().subject(), context.twin().control(), place.still());
        List<String> collisions = observations.collisions(context.twin().control(), place.still());
        goOnWorking(place);
        context.log()
                .add(way.ran(new WayBack.Found(
                        List.of(),
                        tables,
                        recorded.afterWrites(
                                observations.rows(place.busy(), place.busy().subject(), context.since()), tables),
                        collisions,
                        recorded.writes(rows),
                        recorded.fates(rows),
                        List.of(),
                        duration)));
    }

    private void goOnWorking(Place place) throws SQLException {
        context.observations().alignSequences(place.busy());
        if (context.plan().suites().findAny().isPresent()) {
            suites.run(place.busy(), place.serving(), place.moment());
        }
    }
}
