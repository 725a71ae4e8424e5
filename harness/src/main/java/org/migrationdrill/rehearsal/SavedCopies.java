package org.migrationdrill.rehearsal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.scenario.Rollback;

/**
 * Copies of the subject as it was before each phase that is gone back from by {@code restore}; once such a copy was put back, what
 * that gave takes its place. Those left are dropped when closed.
 */
final class SavedCopies implements AutoCloseable {
    private final Twin twin;
    private final Map<String, DatabaseCopy> byPhase = new HashMap<>();

    SavedCopies(Twin twin) {
        this.twin = twin;
    }

    /** Takes the copy, where the phase's way back wants one. No session of the subject may be open. */
    void before(PlannedPhase phase) {
        if (phase.mode() == Rollback.Mode.RESTORE) {
            byPhase.put(phase.name(), twin.server().copy(twin.subject(), "saved"));
        }
    }

    /** Empty where none was taken, or it could not be put back. */
    Optional<DatabaseCopy> find(PlannedPhase phase) {
        return Optional.ofNullable(byPhase.get(phase.name()));
    }

    DatabaseCopy of(PlannedPhase phase) {
        return find(phase)
                .orElseThrow(() -> new IllegalStateException("there is no copy from before phase " + phase.name()));
    }

    /** From now on this is what the phase's copy gives. */
    void replace(PlannedPhase phase, DatabaseCopy restored) {
        drop(phase);
        byPhase.put(phase.name(), restored);
    }

    void drop(PlannedPhase phase) {
        DatabaseCopy copy = byPhase.remove(phase.name());
        if (copy != null) {
            twin.server().drop(copy);
        }
    }

    @Override
    public void close() {
        byPhase.values().forEach(twin.server()::drop);
        byPhase.clear();
    }
}
