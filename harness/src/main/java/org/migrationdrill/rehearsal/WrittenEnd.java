package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.scenario.Rollback;

/**
 * How a way back over phases that were written through ended at one of them: records which rows were in the way, and whether the
 * checks of a fix hold.
 *
 * @param newFeature whether the rows are there that only the newer versions can write
 */
record WrittenEnd(WrittenWay way, int index, PhasesBack.Taken taken, boolean newFeature) {

    /** Whether something stopped it or does not hold, which might be for an edge value. */
    boolean mayBeForAnEdgeValue() throws SQLException {
        boolean stopped = taken.failed().isPresent() ? isRefused(taken.failed().get()) : !checksHold();
        return way.withEdges() && stopped;
    }

    private boolean isRefused(FailedStep failed) throws SQLException {
        new RowsInTheWay(way.context()).record(way.back(index, taken), failed, taken.left(), newFeature);
        return failed.refused();
    }

    private boolean checksHold() throws SQLException {
        PlannedPhase phase = way.context().plan().phases().get(index);
        PlannedPhase from = way.context().plan().phases().get(way.from());
        return taken.mode() != Rollback.Mode.FORWARD_FIX
                || way.context()
                        .checks()
                        .verifications(
                                taken.left(), phase.rollbackChecks(), Moment.fixedForward(phase, from), way.written());
    }
}
