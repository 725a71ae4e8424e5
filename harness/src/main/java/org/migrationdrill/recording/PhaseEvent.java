package org.migrationdrill.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.WrittenPlace;

/**
 * Of a phase, at its moments: its steps, and what was answered, held and checked after them. On the subject, and on forks while a
 * rollback is drilled; a load rehearsal adds checks and invalid indexes.
 */
public sealed interface PhaseEvent extends Event {

    record PhaseStarted(String phase) implements PhaseEvent {}

    /**
     * A step was tried.
     *
     * @param passage on which pass over the plan: see {@link Passage}
     * @param error present when the step failed; what came of it in the end, after all attempts
     */
    record StepRan(
            String phase,
            String step,
            String kind,
            Passage passage,
            boolean succeeded,
            int attempts,
            long durationMs,
            @Nullable String file,
            @Nullable Failure error,
            List<StatementSeen> statements)
            implements PhaseEvent {}

    /**
     * A statement of a step, as the migration's session saw it.
     *
     * @param line in the step's file, counted from 1; null where it can't be told
     */
    record StatementSeen(
            String sql,
            @Nullable Integer line,
            long durationMs,
            @Nullable Long rows,
            @Nullable Failure error) {}

    /**
     * A suite was run on control and subject.
     *
     * @param rollbackOf null on the way forward; on a fork the phase whose rollback is drilled
     * @param required whether this version has to work at this moment
     * @param written what had been written through the phases before an app rollback, and what values the suite was run with
     */
    record SuiteRan(
            String phase,
            String moment,
            @Nullable String rollbackOf,
            String version,
            boolean consumer,
            Standing standing,
            boolean required,
            Written written,
            List<OperationSeen> operations)
            implements PhaseEvent {
        public SuiteRan {
            written = written == null ? Written.NOTHING : written;
        }

        /** With ordinary values. */
        public SuiteRan(
                String phase,
                String moment,
                @Nullable String rollbackOf,
                String version,
                boolean consumer,
                Standing standing,
                boolean required,
                List<OperationSeen> operations) {
            this(phase, moment, rollbackOf, version, consumer, standing, required, Written.NOTHING, operations);
        }
    }

    /** Why a suite was run at a moment. */
    enum Standing {
        /** Live: its writes stay. */
        SERVING,
        /** What an app rollback would bring back. */
        FALLBACK,
        /** Not deployed yet. */
        EARLY,
        /** No longer deployed, and not to be brought back. */
        LATE
    }

    /**
     * One operation of a suite run, over all its runs in it.
     *
     * @param compared how many answers could be held against the control's
     * @param exempt why its answer may differ from the control's, where the suite says so
     * @param error the first failure
     * @param difference the first difference
     */
    record OperationSeen(
            String operation,
            int runs,
            int failed,
            int different,
            int compared,
            int maskedCells,
            @Nullable String exempt,
            @Nullable Failure error,
            @Nullable Difference difference) {}

    /** The control's tables were compared with the subject's, on the control's columns. Only tables with a difference. */
    record RowsCompared(String phase, String moment, List<TableSeen> tables, long maskedCells) implements PhaseEvent {}

    /**
     * A verification or an invariant was asked.
     *
     * @param rollbackOf null on the way forward; else the phase on whose fork it was asked after re-application
     * @param found the value, or the error in words
     * @param written what had been written besides, before the way back at whose end it was asked
     */
    record CheckRan(
            String phase,
            String moment,
            @Nullable String rollbackOf,
            boolean invariant,
            String name,
            String expected,
            String found,
            boolean passed,
            @Nullable Failure error,
            Written written)
            implements PhaseEvent {}

    /** Indexes that the server does not use since their build failed, after a step. Never empty. */
    record InvalidIndexesSeen(
            String phase, String moment, @Nullable String rollbackOf, List<String> indexes) implements PhaseEvent {}

    /**
     * An operation of a version that serves was put through a partial failure on a throw-away copy, and the first version's beside
     * it on a copy of the control.
     *
     * @param runs how often, each time with other values
     * @param subject what its statements wrote: those of the second tries, or, where it may be cut, those of one whole run; one
     *     entry per statement that commits alone, without those that wrote nothing
     * @param control what the first version's wrote with the same values
     * @param tables tables of the control whose rows differ from it only since the second try
     */
    record PartialFailureSeen(
            String phase,
            String version,
            String operation,
            PartialFailure failure,
            int runs,
            List<StatementWrites> subject,
            List<StatementWrites> control,
            List<TableSeen> tables)
            implements PhaseEvent {}

    /** How an operation went wrong, for the drill to see what it leaves. */
    enum PartialFailure {
        /** It was done, its answer was lost, and the client tries again with the same values. */
        RETRIED,
        /** It commits each statement by itself, and may end after any of them. */
        CUT
    }

    /**
     * What a statement, or a whole transaction, wrote.
     *
     * @param line of the statement; of the first one, where a transaction has several
     */
    record StatementWrites(String file, int line, List<PlaceSeen> places) {}

    /**
     * Rows that came or went, or a column whose values changed.
     *
     * @param column null for rows that came or went, and where columns can't be told
     * @param onControl whether the control has that place
     * @param example the key of one of the rows
     */
    record PlaceSeen(
            String table,
            @Nullable String column,
            WrittenPlace.Kind kind,
            long rows,
            boolean onControl,
            @Nullable String example) {}

    /** A phase was applied on the subject, or could not be. */
    record PhaseEnded(String phase, boolean applied) implements PhaseEvent {}
}
