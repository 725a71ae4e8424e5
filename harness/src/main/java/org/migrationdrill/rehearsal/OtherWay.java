package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Event.Failure;
import org.migrationdrill.recording.Event.RollbackOutcome;
import org.migrationdrill.recording.Event.TableSeen;
import org.migrationdrill.recording.Event.WritesSeen;
import org.migrationdrill.recording.Event.Written;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.scenario.Rollback;

/**
 * The way back from a phase that is gone back from neither by its reverse nor by its app alone: drilled from the phase's own end.
 * A way back from a later phase ends there.
 */
final class OtherWay {
    private static final WritesSeen NOTHING_COMPARED = WritesSeen.of(0);

    private final TwinContext context;
    private final SuiteRunner suites;

    OtherWay(TwinContext context, SuiteRunner suites) {
        this.context = context;
        this.suites = suites;
    }

    /** Goes the way, if it starts here, and records what came of it; the forks are of no use for going further back. */
    void go(int index, Forks forks) throws SQLException {
        PlannedPhase phase = context.plan().phases().get(index);
        Taken taken = new Taken(forks.from.name(), context.before(index), phase.mode());
        boolean startsHere = phase.equals(forks.from);
        if (startsHere) {
            new ReverseTrial(context).of(index);
        }
        if (phase.mode() == Rollback.Mode.IRREVERSIBLE) {
            context.log().add(taken.not(RollbackOutcome.DECLARED_IRREVERSIBLE));
        } else if (!startsHere) {
            endsHere(phase, taken, forks);
        } else if (phase.mode() == Rollback.Mode.FORWARD_FIX) {
            new ForwardFix(context, suites).apply(phase, taken, forks);
        } else {
            new RestoredCopy(context).putBack(index, taken);
        }
    }

    private void endsHere(PlannedPhase phase, Taken taken, Forks forks) {
        context.log().add(taken.not(RollbackOutcome.NOT_DRILLED));
        context.log()
                .add(new Event.NotDrilled(
                        forks.from.name(),
                        "going back from phase " + forks.from.name() + " to before phase " + phase.name(),
                        "the way back ‘" + phase.mode().word() + "’ of phase " + phase.name()
                                + " is drilled from that phase's own end"));
    }

    /**
     * How the recording names a way back, whatever comes of it.
     *
     * @param from the phase that it starts after
     * @param to the phase whose end it leads to, or {@code baseline}
     */
    record Taken(String from, String to, Rollback.Mode mode) {
        Event not(RollbackOutcome outcome) {
            return ended(outcome, null, null, null);
        }

        Event failed(Failure failure, String where, Duration duration) {
            RollbackOutcome outcome =
                    Failures.refusedByData(failure) ? RollbackOutcome.REFUSED : RollbackOutcome.FAILED;
            return ended(outcome, failure, where, duration);
        }

        private Event ended(
                RollbackOutcome outcome,
                @Nullable Failure error,
                @Nullable String failedStep,
                @Nullable Duration duration) {
            return new Event.RolledBack(
                    from,
                    to,
                    mode.word(),
                    outcome,
                    error,
                    failedStep,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    NOTHING_COMPARED,
                    duration == null ? null : duration.toMillis(),
                    Written.NOTHING,
                    List.of(),
                    List.of());
        }

        Event ran(
                Observations observations,
                List<SchemaDifference> schema,
                RowComparison rows,
                List<TableSeen> tables,
                List<TableSeen> afterWrites,
                List<String> collisions,
                Duration duration) {
            return new Event.RolledBack(
                    from,
                    to,
                    mode.word(),
                    RollbackOutcome.RAN,
                    null,
                    null,
                    schema,
                    tables,
                    afterWrites,
                    collisions,
                    observations.writes(rows),
                    duration.toMillis(),
                    Written.NOTHING,
                    observations.fates(rows),
                    List.of());
        }
    }
}
