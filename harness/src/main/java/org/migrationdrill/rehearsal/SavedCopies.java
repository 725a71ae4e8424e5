package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.PostgresRows;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.scenario.Rollback;

/** Copies of the subject as it was before each phase that is gone back from by {@code restore}. Those left are dropped when closed. */
final class SavedCopies implements AutoCloseable {
    private final Twin twin;
    private final Map<String, Saved> byPhase = new HashMap<>();

    SavedCopies(Twin twin) {
        this.twin = twin;
    }

    /**
     * @param since control rows of this transaction id or a later one were written after the copy was taken
     */
    record Saved(DatabaseCopy copy, long since) {}

    /** Takes the copy, where the phase's way back wants one. No session of the subject may be open. */
    void before(PlannedPhase phase) throws SQLException {
        if (phase.mode() == Rollback.Mode.RESTORE) {
            try (Connection control = twin.control().connect("drill control")) {
                long since = PostgresRows.currentXid(control);
                byPhase.put(phase.name(), new Saved(twin.server().copy(twin.subject(), "saved"), since));
            }
        }
    }

    Saved of(PlannedPhase phase) {
        Saved saved = byPhase.get(phase.name());
        if (saved == null) {
            throw new IllegalStateException("no copy was taken before phase " + phase.name());
        }
        return saved;
    }

    /** Once the phase's own way back is through, nobody asks for its copy again. */
    void drop(PlannedPhase phase) {
        Saved saved = byPhase.remove(phase.name());
        if (saved != null) {
            twin.server().drop(saved.copy());
        }
    }

    @Override
    public void close() {
        byPhase.values().forEach(saved -> twin.server().drop(saved.copy()));
        byPhase.clear();
    }
}
