package org.migrationdrill.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.recording.PlanOutline.PhaseOutline;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent.NewValuesSeen;
import org.migrationdrill.recording.RollbackEvent.Reapplied;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.RollbackEvent.RolledBack;
import org.migrationdrill.recording.TableSeen;

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

    /**
     * What a reviewer has to know of the phase: what going back from there costs, and what was rehearsed instead. Null where there
     * is no such phase.
     */
    static @Nullable String inWords(Recording recording) {
        String phase = of(recording);
        return phase == null
                ? null
                : "The point of no return is phase " + phase + ": " + cost(recording, phase) + "; "
                        + instead(recording, phase) + ".";
    }

    private static String cost(Recording recording, String phase) {
        List<RolledBack> rollbacks = recording
                .all(RolledBack.class)
                .filter(rollback -> rollback.from().equals(phase) && costs(recording, rollback))
                .toList();
        if (rollbacks.isEmpty()) {
            return "new values are lost for good";
        }
        RolledBack first = rollbacks.get(0);
        return switch (first.outcome()) {
            case FAILED -> "its rollback fails";
            case REFUSED -> "the data refuses its rollback";
            case DECLARED_IRREVERSIBLE -> "it is declared irreversible";
            case NOT_DRILLED -> throw new IllegalStateException("what was not drilled has no cost");
            case RAN -> "going back from there " + harm(first);
        };
    }

    private static String harm(RolledBack rollback) {
        return rollback.tables().stream()
                .filter(PointOfNoReturn::isGone)
                .findFirst()
                .map(table -> "leaves " + table.table() + " other than it was (" + Tables.counts(table) + ")")
                .orElse("spoils what the app writes afterwards");
    }

    /** Ways back from there that are no reverse, and ran. */
    private static String instead(Recording recording, String phase) {
        return recording
                .all(RolledBack.class)
                .filter(rollback -> rollback.from().equals(phase)
                        && Plans.after(recording, rollback.to()).equals(phase)
                        && rollback.outcome() == RollbackOutcome.RAN
                        && !rollback.mode().equals("reverse"))
                .findFirst()
                .map(rollback -> "rehearsed instead: " + rollback.mode())
                .orElse("no other way back was rehearsed");
    }

    /** The way back from the point of no return that was rehearsed instead; null where there is none. */
    static @Nullable String instead(Recording recording) {
        String phase = of(recording);
        return phase == null ? null : sentence(instead(recording, phase));
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    private static boolean noWayBack(Recording recording, String phase) {
        boolean lossy = recording
                .all(RolledBack.class)
                .filter(rollback -> rollback.from().equals(phase))
                .anyMatch(rollback -> costs(recording, rollback));
        boolean loses = recording
                .all(Reapplied.class)
                .filter(reapplied -> reapplied.from().equals(phase))
                .flatMap(reapplied -> reapplied.values().stream())
                .mapToLong(NewValuesSeen::lost)
                .anyMatch(lost -> lost > 0);
        return lossy || loses;
    }

    private static boolean costs(Recording recording, RolledBack rollback) {
        return switch (rollback.outcome()) {
            case FAILED, REFUSED -> !EdgeRule.mayBeForAnEdgeValue(rollback);
            case DECLARED_IRREVERSIBLE -> true;
            case NOT_DRILLED -> false;
            case RAN ->
                !EdgeRule.wasTriedWithout(recording, rollback)
                        && (!rollback.afterWrites().isEmpty()
                                || rollback.tables().stream().anyMatch(PointOfNoReturn::isGone));
        };
    }

    /** Also where the schema stays: what the plan dropped does not come back with the app. */
    private static boolean isGone(TableSeen table) {
        return table.absent() || !table.absentColumns().isEmpty() || table.rows() > 0;
    }
}
