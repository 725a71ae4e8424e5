package org.migrationdrill.rehearsal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.RollbackEvent;
import org.migrationdrill.recording.RollbackEvent.FateSeen;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.RollbackEvent.WritesSeen;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.recording.Written;
import org.migrationdrill.scenario.Rollback;

/**
 * A way back as the recording names it, whatever comes of it.
 *
 * @param from the phase that it starts after
 * @param to the phase whose end it leads to, or {@code baseline}
 * @param written what had been written before
 */
record WayBack(String from, String to, Rollback.Mode mode, Written written) {
    private static final Found NOTHING =
            new Found(List.of(), List.of(), List.of(), List.of(), WritesSeen.of(0), List.of(), List.of(), null);

    /** Of a database that nobody has written on. */
    WayBack(String from, String to, Rollback.Mode mode) {
        this(from, to, mode, Written.NOTHING);
    }

    /**
     * What was found at the end of it; see {@link RollbackEvent.RolledBack}.
     *
     * @param duration null where the steps tell, or it was measured before
     */
    record Found(
            List<SchemaDifference> schema,
            List<TableSeen> tables,
            List<TableSeen> afterWrites,
            List<String> collisions,
            WritesSeen writes,
            List<FateSeen> fates,
            List<TableSeen> edgeTables,
            @Nullable Duration duration) {
        /** Of rows that nobody has a look at besides. */
        static Found rows(List<TableSeen> tables, WritesSeen writes, List<FateSeen> fates, List<TableSeen> edgeTables) {
            return new Found(List.of(), tables, List.of(), List.of(), writes, fates, edgeTables, null);
        }

        private Found of(WritesSeen stake, @Nullable Duration tried) {
            return new Found(schema, tables, afterWrites, collisions, stake, fates, edgeTables, tried);
        }
    }

    Event notGone(RollbackOutcome outcome) {
        return ended(outcome, null, null, NOTHING);
    }

    /**
     * @param stake what had been written when it failed
     * @param duration until then; null where the steps tell
     */
    Event failed(FailedStep failed, WritesSeen stake, @Nullable Duration duration) {
        return ended(failed.outcome(), failed.failure(), failed.inWords(), NOTHING.of(stake, duration));
    }

    Event ran(Found found) {
        return ended(RollbackOutcome.RAN, null, null, found);
    }

    private Event ended(RollbackOutcome outcome, @Nullable Failure error, @Nullable String step, Found found) {
        Duration duration = found.duration();
        return new RollbackEvent.RolledBack(
                from,
                to,
                mode.word(),
                outcome,
                error,
                step,
                found.schema(),
                found.tables(),
                found.afterWrites(),
                found.collisions(),
                found.writes(),
                duration == null ? null : duration.toMillis(),
                written,
                found.fates(),
                found.edgeTables());
    }
}
