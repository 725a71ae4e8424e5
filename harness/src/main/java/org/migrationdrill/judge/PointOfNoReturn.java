package org.migrationdrill.judge;

import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.Event.NewValuesSeen;
import org.migrationdrill.recording.Event.Reapplied;
import org.migrationdrill.recording.Event.RolledBack;
import org.migrationdrill.recording.Event.TableSeen;
import org.migrationdrill.recording.PlanOutline.PhaseOutline;
import org.migrationdrill.recording.Recording;

/** The first phase after which going back fails, is ruled out, or degrades or loses something. */
final class PointOfNoReturn {
    private PointOfNoReturn() {}

    static @Nullable String of(Recording recording) {
        return recording.started().plan().phases().stream()
                .map(PhaseOutline::name)
                .filter(phase -> noWayBack(recording, phase))
                .findFirst()
                .orElse(null);
    }

    private static boolean noWayBack(Recording recording, String phase) {
        boolean lossy = recording
                .all(RolledBack.class)
                .filter(rollback -> rollback.from().equals(phase))
                .anyMatch(PointOfNoReturn::costs);
        boolean loses = recording
                .all(Reapplied.class)
                .filter(reapplied -> reapplied.from().equals(phase))
                .flatMap(reapplied -> reapplied.values().stream())
                .mapToLong(NewValuesSeen::lost)
                .anyMatch(lost -> lost > 0);
        return lossy || loses;
    }

    private static boolean costs(RolledBack rollback) {
        return switch (rollback.outcome()) {
            case FAILED, REFUSED, DECLARED_IRREVERSIBLE -> true;
            case NOT_DRILLED -> false;
            case RAN ->
                !rollback.afterWrites().isEmpty() || rollback.tables().stream().anyMatch(PointOfNoReturn::isGone);
        };
    }

    /** Also where the schema stays: what the plan dropped does not come back with the app. */
    private static boolean isGone(TableSeen table) {
        return table.absent() || !table.absentColumns().isEmpty() || table.rows() > 0;
    }
}
