package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;

/**
 * The two forks of a way back, with what is live on them: one that nobody else touches, on which schema and rows are held against
 * the control, and one on which the app versions go on working all the way. Dropped when closed.
 */
final class Forks implements AutoCloseable {
    private final Twin twin;
    final DatabaseCopy still;
    final Twin busy;
    /** The phase that they were taken after. */
    final PlannedPhase from;

    Serving serving;
    /** Whether a phase on the way keeps its schema, and with it that of all phases before. */
    boolean schemaKept;
    /** Whether a version was brought back on the way. */
    boolean appWentBack;

    Forks(Twin twin, PlannedPhase from, Serving serving) {
        this.twin = twin;
        this.still = twin.server().copy(twin.subject(), "still");
        this.busy = twin.fork("busy");
        this.from = from;
        this.serving = serving;
    }

    @Override
    public void close() throws SQLException {
        busy.drop();
        twin.server().drop(still);
    }
}
