package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.recording.RollbackEvent;

/** Records the rows that were in the way of a way back, where the data refused it. */
record RowsInTheWay(TwinContext context) {

    /**
     * @param refusing the database on which it failed
     * @param newFeature whether it was what only the newer version writes that refused
     */
    void record(WayBack way, FailedStep failed, DatabaseCopy refusing, boolean newFeature) throws SQLException {
        if (failed.refused()) {
            context.observations()
                    .refusals(refusing, context.twin().control(), failed.failure())
                    .forEach(rows -> context.log()
                            .add(new RollbackEvent.RefusalSeen(way.from(), way.to(), rows, way.written(), newFeature)));
        }
    }
}
