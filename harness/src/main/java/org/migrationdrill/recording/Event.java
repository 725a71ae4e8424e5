package org.migrationdrill.recording;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.DegradedColumn;
import org.migrationdrill.observe.ErrorSubject;
import org.migrationdrill.observe.RefusedRows;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.observe.WrittenPlace;

/**
 * One observation of a drill, in the order of the recording. Lists and maps keep the order in which things were seen. Durations
 * are milliseconds. {@code phase} is a phase's name; {@code moment} is {@code before}, {@code <step> forward}, {@code <step>
 * reverse} or {@code after}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.DrillStarted.class, name = "drill-started"),
    @JsonSubTypes.Type(value = Event.ServerStarted.class, name = "server-started"),
    @JsonSubTypes.Type(value = Event.GoldenCopyBuilt.class, name = "golden-copy-built"),
    @JsonSubTypes.Type(value = Event.PhaseStarted.class, name = "phase-started"),
    @JsonSubTypes.Type(value = Event.StepRan.class, name = "step-ran"),
    @JsonSubTypes.Type(value = Event.SuiteRan.class, name = "suite-ran"),
    @JsonSubTypes.Type(value = Event.RowsCompared.class, name = "rows-compared"),
    @JsonSubTypes.Type(value = Event.CheckRan.class, name = "check-ran"),
    @JsonSubTypes.Type(value = Event.InvalidIndexesSeen.class, name = "invalid-indexes-seen"),
    @JsonSubTypes.Type(value = Event.PhaseEnded.class, name = "phase-ended"),
    @JsonSubTypes.Type(value = Event.PartialFailureSeen.class, name = "partial-failure-seen"),
    @JsonSubTypes.Type(value = Event.RolledBack.class, name = "rolled-back"),
    @JsonSubTypes.Type(value = Event.NewWritesSeen.class, name = "new-writes-seen"),
    @JsonSubTypes.Type(value = Event.RefusalSeen.class, name = "rollback-refusal-seen"),
    @JsonSubTypes.Type(value = Event.ReverseTried.class, name = "reverse-tried"),
    @JsonSubTypes.Type(value = Event.Reapplied.class, name = "reapplied"),
    @JsonSubTypes.Type(value = Event.LoadStarted.class, name = "load-started"),
    @JsonSubTypes.Type(value = Event.LoadMoment.class, name = "load-moment"),
    @JsonSubTypes.Type(value = Event.LoadStepRan.class, name = "load-step-ran"),
    @JsonSubTypes.Type(value = Event.LockWaited.class, name = "lock-waited"),
    @JsonSubTypes.Type(value = Event.AdversaryRan.class, name = "adversary-ran"),
    @JsonSubTypes.Type(value = Event.TrafficSeen.class, name = "traffic-seen"),
    @JsonSubTypes.Type(value = Event.TrafficTimeline.class, name = "traffic-timeline"),
    @JsonSubTypes.Type(value = Event.OperationErrors.class, name = "operation-errors"),
    @JsonSubTypes.Type(value = Event.GeneratorLate.class, name = "generator-late"),
    @JsonSubTypes.Type(value = Event.LoadEnded.class, name = "load-ended"),
    @JsonSubTypes.Type(value = Event.NotDrilled.class, name = "not-drilled"),
    @JsonSubTypes.Type(value = Event.Aborted.class, name = "aborted"),
    @JsonSubTypes.Type(value = Event.DrillEnded.class, name = "drill-ended")
})
public sealed interface Event {

    /**
     * What the drill was asked to do, and by what terms it is judged. Always the first event.
     *
     * @param productionVersion of production's server; null where the scenario does not say
     */
    record DrillStarted(
            String toolVersion,
            String scenario,
            String summary,
            String depth,
            long seed,
            double scale,
            @Nullable String productionVersion,
            Instant startedAt,
            PlanOutline plan,
            Terms terms)
            implements Event {}

    /**
     * The server that the drill started, or attached to.
     *
     * @param chosenSince why that provider was taken; null where there was no choice
     * @param settings those that decide about durability and speed
     * @param limits what it does not allow that the drill's own server would, in sentences
     */
    record ServerStarted(
            String engine,
            String version,
            String provider,
            @Nullable String chosenSince,
            Map<String, String> settings,
            List<String> limits,
            int cores,
            long memoryBytes)
            implements Event {}

    /**
     * The production-shaped database that every copy was made from.
     *
     * @param found whether it was there already, with its rows
     * @param rows by table
     * @param productionRows what is known of production's: the shape's, or those that the baseline's migrations have put there
     * @param bytes on disk
     */
    record GoldenCopyBuilt(
            boolean found, Map<String, Long> rows, Map<String, Long> productionRows, long bytes, long durationMs)
            implements Event {}

    record PhaseStarted(String phase) implements Event {}

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
            implements Event {}

    /** Where on its passes over the plan the drill was. */
    enum Passage {
        /** Forward on the subject: the rollout itself. */
        FORWARD,
        /** Back on a fork, right after the phase. */
        REVERSE,
        /** Forward again on a fork that was rolled back. */
        REAPPLY
    }

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
     * An error that a server gave, without its details, which may carry values.
     *
     * @param subject what the server says that it is about; null where it says nothing, or where that may be a value
     */
    record Failure(
            @Nullable String sqlState,
            String message,
            @Nullable String statement,
            @Nullable String file,
            @Nullable Integer line,
            @Nullable ErrorSubject subject) {
        /** About nothing that the server names. */
        public Failure(
                @Nullable String sqlState,
                String message,
                @Nullable String statement,
                @Nullable String file,
                @Nullable Integer line) {
            this(sqlState, message, statement, file, line, null);
        }
    }

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
            implements Event {
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

    /** An answer or a row that is not the control's. */
    record Difference(String what, String expected, String found) {}

    /** The control's tables were compared with the subject's, on the control's columns. Only tables with a difference. */
    record RowsCompared(String phase, String moment, List<TableSeen> tables, long maskedCells) implements Event {}

    /**
     * A table that differs from the control's.
     *
     * @param absent the subject has no such table
     * @param absentColumns columns of the control that the subject lacks
     * @param changedColumns how many of the changed rows differ in each column
     * @param degraded the same by what became of the values; empty on the way forward
     * @param query finds the rows that differ and are not the next ones; null where none was looked for or found
     * @param resurrected those of the {@code extra} rows that an operation had deleted
     * @param extraQuery finds the {@code extra} rows; null where none was looked for or found
     */
    record TableSeen(
            String table,
            boolean absent,
            List<String> absentColumns,
            long changed,
            Map<String, Long> changedColumns,
            List<DegradedColumn> degraded,
            long missing,
            long extra,
            List<Difference> examples,
            @Nullable QuerySeen query,
            long resurrected,
            @Nullable QuerySeen extraQuery) {
        public TableSeen {
            degraded = degraded == null ? List.of() : degraded;
        }

        /** One of which no more is known than the counts. */
        public TableSeen(
                String table,
                boolean absent,
                List<String> absentColumns,
                long changed,
                Map<String, Long> changedColumns,
                long missing,
                long extra,
                List<Difference> examples) {
            this(
                    table,
                    absent,
                    absentColumns,
                    changed,
                    changedColumns,
                    List.of(),
                    missing,
                    extra,
                    examples,
                    null,
                    0,
                    null);
        }

        /** The same, and how its rows are found. */
        public TableSeen with(@Nullable QuerySeen findsHarmed, @Nullable QuerySeen findsExtra) {
            return new TableSeen(
                    table,
                    absent,
                    absentColumns,
                    changed,
                    changedColumns,
                    degraded,
                    missing,
                    extra,
                    examples,
                    findsHarmed,
                    resurrected,
                    findsExtra);
        }

        /** Rows that differ. */
        public long rows() {
            return changed + missing + extra;
        }

        /** Whether this is a difference in no other way than the other one, of the same table, however many rows. */
        public boolean isOfTheKind(TableSeen other) {
            return (other.absent() || !absent)
                    && other.absentColumns().containsAll(absentColumns)
                    && other.changedColumns().keySet().containsAll(changedColumns.keySet())
                    && (missing == 0 || other.missing() > 0)
                    && (extra == 0 || other.extra() > 0);
        }

        /** Whether it is the same difference, as far as counts tell. */
        public boolean isSameAs(TableSeen other) {
            return isOfTheKind(other)
                    && changedColumns.equals(other.changedColumns())
                    && missing == other.missing()
                    && extra == other.extra();
        }
    }

    /**
     * A query that finds rows.
     *
     * @param migrated whether it is for the migrated database, before the way back; else for one that is not migrated, or no longer
     * @param finds how many rows it found in the drill
     * @param differs how many there are to be found
     */
    record QuerySeen(String sql, boolean migrated, long finds, long differs) {}

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
            implements Event {}

    /** Indexes that the server does not use since their build failed, after a step. Never empty. */
    record InvalidIndexesSeen(
            String phase, String moment, @Nullable String rollbackOf, List<String> indexes) implements Event {}

    /** How an operation went wrong, for the drill to see what it leaves. */
    enum PartialFailure {
        /** It was done, its answer was lost, and the client tries again with the same values. */
        RETRIED,
        /** It commits each statement by itself, and may end after any of them. */
        CUT
    }

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
            implements Event {}

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
    record PhaseEnded(String phase, boolean applied) implements Event {}

    /**
     * On a fork, phases were rolled back and the result was held against the control.
     *
     * @param from the phase that the fork was taken after
     * @param to the phase whose end was gone back to, or {@code baseline}
     * @param mode the grammar's word for the way back
     * @param error why the way back failed
     * @param schema differences from the schema recorded at {@code to}; empty as well where the schema was kept
     * @param tables tables whose rows are not the control's
     * @param afterWrites tables that differ only, or in more ways, where the app had gone on writing all the way back
     * @param collisions sequences whose next value is taken
     * @param durationMs what putting back a copy or running a script took; null where the steps tell, or nothing was run
     * @param written what had been written through the phases before they were rolled back
     * @param fates what became of the rows, by who wrote them since the first of the phases rolled back began
     * @param edgeTables tables with rows that are not the control's because of built-in edge values
     */
    record RolledBack(
            String from,
            String to,
            String mode,
            RollbackOutcome outcome,
            @Nullable Failure error,
            @Nullable String failedStep,
            List<SchemaDifference> schema,
            List<TableSeen> tables,
            List<TableSeen> afterWrites,
            List<String> collisions,
            WritesSeen writes,
            @Nullable Long durationMs,
            Written written,
            List<FateSeen> fates,
            List<TableSeen> edgeTables)
            implements Event {

        /** Of a fork that nobody has written on. */
        public RolledBack(
                String from,
                String to,
                String mode,
                RollbackOutcome outcome,
                @Nullable Failure error,
                @Nullable String failedStep,
                List<SchemaDifference> schema,
                List<TableSeen> tables,
                List<TableSeen> afterWrites,
                List<String> collisions,
                WritesSeen writes) {
            this(
                    from,
                    to,
                    mode,
                    outcome,
                    error,
                    failedStep,
                    schema,
                    tables,
                    afterWrites,
                    collisions,
                    writes,
                    null,
                    Written.NOTHING,
                    List.of(),
                    List.of());
        }
    }

    /** What had been written on a fork before phases were rolled back there. */
    enum Written {
        /** Nothing more than on the way forward: it was rolled back right after the last phase was applied. */
        NOTHING,
        /** All operations of the versions that serve, with values that their suites declare. */
        SUITES,
        /** These, and built-in edge values. */
        EDGES
    }

    /**
     * What became of rows of one table that one operation of one version wrote in one phase. A deleted row is kept where it stays away.
     *
     * @param operation null for rows from before the phases that were rolled back; so are version and phase
     * @param edge whether it was run with a built-in edge value
     * @param rebuilt rows that were neither there nor as they were, and are again once the plan was applied again; 0 where it was not
     * @param resurrected rows that it deleted, and that are back
     * @param columns that it gave a value or another value, sorted; empty also where that is not known
     */
    record FateSeen(
            String table,
            @Nullable String version,
            @Nullable String operation,
            @Nullable String phase,
            boolean edge,
            long kept,
            long transformed,
            long degraded,
            long lost,
            long rebuilt,
            long resurrected,
            List<String> columns) {
        public FateSeen {
            columns = columns == null ? List.of() : List.copyOf(columns);
        }

        /** The plan was not applied again, and none was deleted, in columns that are not known. */
        public FateSeen(
                String table,
                @Nullable String version,
                @Nullable String operation,
                @Nullable String phase,
                boolean edge,
                long kept,
                long transformed,
                long degraded,
                long lost) {
            this(table, version, operation, phase, edge, kept, transformed, degraded, lost, 0, 0, List.of());
        }

        /** Those that are not as they were written or deleted. */
        public long harmed() {
            return degraded + lost + resurrected;
        }

        /** All of them. */
        public long rows() {
            return kept + transformed + rebuilt + harmed();
        }
    }

    /**
     * On a fork where the newer version had written what only it can write, phases were rolled back: operations that the first
     * version does not have, and values that it can't write.
     *
     * @param from the phase that the fork was taken after
     * @param to the phase whose end was gone back to, or {@code baseline}
     * @param written see {@link Written}
     * @param fates of these rows; where some were harmed, the plan was applied again from the end of the way back
     * @param tables with differences of these rows alone, without those that are rebuilt
     */
    record NewWritesSeen(
            String from,
            String to,
            RollbackOutcome outcome,
            @Nullable Failure error,
            @Nullable String failedStep,
            Written written,
            List<FateSeen> fates,
            List<TableSeen> tables)
            implements Event {}

    /**
     * A phase that is declared to have no reverse was taken back by the reverse that it has all the same, on a copy of its own.
     *
     * @param declared the grammar's word for its way back
     * @param obstacle what did not come back, as a clause; null: everything did
     */
    record ReverseTried(
            String phase, String declared, @Nullable String obstacle) implements Event {}

    enum RollbackOutcome {
        /** It ran to its end; what it restored is in the comparisons. */
        RAN,
        /** A reverse step failed. */
        FAILED,
        /** A reverse step failed since the data no longer fits. */
        REFUSED,
        /** The phase is declared irreversible. */
        DECLARED_IRREVERSIBLE,
        /** This way back is not drilled. */
        NOT_DRILLED
    }

    /**
     * Rows that kept a reverse from running, after a rollback that the data refused.
     *
     * @param from the phase that the fork was taken after
     * @param to the phase whose end was to be gone back to, or {@code baseline}
     * @param rows their example keys as they may be shown
     * @param written see {@link RolledBack#written}
     * @param newFeature whether it was refused by what only the newer version writes, see {@link NewWritesSeen}
     */
    record RefusalSeen(String from, String to, RefusedRows rows, Written written, boolean newFeature) implements Event {
        /** On a fork that nobody has written on. */
        public RefusalSeen(String from, String to, RefusedRows rows) {
            this(from, to, rows, Written.NOTHING, false);
        }
    }

    /**
     * What became of the rows of the control.
     *
     * @param written rows that operations wrote or deleted since the first of the phases rolled back began
     * @param kept of those, the ones that are as the control has them, or are not there on either
     * @param transformed rows that are equal under a declared equivalence, whoever wrote them
     * @param changed rows with another value in some column, whoever wrote them
     * @param lost rows that are gone
     * @param resurrected rows that an operation had deleted
     * @param added other rows that the control does not have
     */
    record WritesSeen(
            long written, long kept, long transformed, long changed, long lost, long resurrected, long added) {
        /** Of writes that were counted and not followed. */
        public static WritesSeen of(long written) {
            return new WritesSeen(written, 0, 0, 0, 0, 0, 0);
        }
    }

    /**
     * The plan was applied again on a fork that had been rolled back.
     *
     * @param from the phase that the fork was taken after, and that was reached again
     * @param to how far it had been rolled back
     * @param afterWrites whether the old app had written in between
     * @param error why it could not be re-applied
     * @param schema differences from the schema recorded at {@code from}
     * @param tables tables that are not as they were when {@code from} was reached the first time
     * @param values what became of values that only the migrated database has a place for; empty after writes
     */
    record Reapplied(
            String from,
            String to,
            boolean afterWrites,
            boolean succeeded,
            @Nullable String failedStep,
            @Nullable Failure error,
            List<SchemaDifference> schema,
            List<TableSeen> tables,
            List<NewValuesSeen> values)
            implements Event {}

    /**
     * Values of a column or a table that the control has no place for.
     *
     * @param column null for the rows of a new table
     * @param values how many there were before the rollback
     * @param kept still there after the rollback
     * @param rebuilt equal again after the plan was re-applied
     * @param lost neither
     */
    record NewValuesSeen(
            String table,
            @Nullable String column,
            long values,
            long kept,
            long rebuilt,
            long lost,
            List<Difference> examples) {}

    /** Which run of the load rehearsal. The two have an axis each. */
    enum LoadRun {
        /** The first version's traffic and the adversaries, without migration. */
        CONTROL,
        /** The plan, forward and back, under the traffic of the versions serving. */
        SUBJECT
    }

    /**
     * Traffic begins. All times of load events are milliseconds on the run's axis, of which this is the zero.
     *
     * @param adversaries how long each of them lasts, in milliseconds, by name
     * @param settings what was set for the sake of observation, by name: it may change what is observed
     * @param limits what this server does not let a load rehearsal see, in sentences
     */
    record LoadStarted(
            LoadRun run,
            List<ClientSeen> clients,
            Map<String, Long> adversaries,
            Map<String, String> settings,
            List<String> limits)
            implements Event {}

    /**
     * A program that sends operations, and how.
     *
     * @param statementTimeoutMs null: the server's
     * @param attempts how often an operation that fails with one of {@code retriedStates} is tried, the first try counted
     */
    record ClientSeen(
            String version,
            boolean consumer,
            String role,
            int pool,
            double ratePerSecond,
            String isolation,
            @Nullable Long statementTimeoutMs,
            boolean preparedStatements,
            int attempts,
            List<String> retriedStates) {}

    /** A stretch of the axis. */
    record LoadMoment(LoadRun run, String phase, String moment, double startMs, double endMs, List<String> serving)
            implements Event {}

    /**
     * A step was tried under load.
     *
     * @param passage {@code FORWARD} or {@code REVERSE}
     * @param error present when it failed after all attempts
     * @param statements of all attempts, in order
     * @param batches present for backfills
     */
    record LoadStepRan(
            String phase,
            String step,
            String kind,
            Passage passage,
            double startMs,
            double endMs,
            boolean succeeded,
            @Nullable String file,
            @Nullable Failure error,
            List<AttemptSeen> attempts,
            List<StatementTrace> statements,
            @Nullable BatchesSeen batches)
            implements Event {}

    /** One try of a step. */
    record AttemptSeen(
            double startMs, double endMs, @Nullable Failure error) {}

    /**
     * How a backfill got on.
     *
     * @param rowsPerSecond over all of it, pauses included; null where it changed none
     * @param p50Ms of one batch; null without the samples for it
     * @param resumedAt the key it went on after; null: it began at the beginning
     * @param stopped why it stopped before its end
     */
    record BatchesSeen(
            long batches,
            long rows,
            @Nullable Double rowsPerSecond,
            @Nullable Double p50Ms,
            double maxMs,
            @Nullable String resumedAt,
            @Nullable String stopped) {}

    /** Who a session in a lock queue was. */
    enum PartyKind {
        APP,
        STEP,
        ADVERSARY,
        OTHER
    }

    /**
     * A session in a lock queue.
     *
     * @param name the version, the step's id, the adversary's name, or who else it was: {@code autovacuum}
     * @param operation for {@code APP}; null where it was between operations
     * @param statement for {@code STEP}: what it was at, cut to one line
     * @param place for {@code STEP}: file and line
     */
    record Party(
            PartyKind kind,
            String name,
            @Nullable String operation,
            @Nullable String statement,
            @Nullable String place) {}

    /**
     * A session waited for a lock while the plan was rehearsed under load, or in the control run.
     *
     * @param runId the operation run that waited: waits of one id are waits of one run; null where the waiter is no app
     * @param queue from the root to the waiter, both included
     * @param ended {@code granted}, {@code timed out}, {@code cancelled}, {@code deadlock} or {@code unfinished}
     * @param step the plan's step in the queue before the waiter; null: none was
     */
    record LockWaited(
            LoadRun run,
            String phase,
            String moment,
            double startMs,
            double waitMs,
            Party waiter,
            @Nullable Long runId,
            Party blocker,
            Party root,
            List<Party> queue,
            String lockType,
            String relation,
            String mode,
            String ended,
            boolean exact,
            @Nullable String step)
            implements Event {}

    /** An adversary had its transaction open. */
    record AdversaryRan(
            LoadRun run, String phase, String moment, String name, String what, double startMs, double endMs)
            implements Event {}

    /**
     * The runs of one operation that were due in a moment. Latencies count from when each was due.
     *
     * @param count all that were due
     * @param failed in the end
     * @param hidden failures that the declared retry hid
     * @param voided runs without figures, since the generator was late
     * @param p50Ms null without the samples for it, as are the others
     */
    record TrafficSeen(
            LoadRun run,
            String phase,
            String moment,
            String version,
            String operation,
            long count,
            long failed,
            long hidden,
            long voided,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            @Nullable Double maxMs)
            implements Event {}

    /**
     * A version's runs in slices of time, by when they were due; all lists have one entry a slice.
     *
     * @param done runs that were due
     * @param p50Ms null without the samples for it
     * @param p99Ms of the second that ends with the slice; null without the samples for it
     * @param maxMs null where none was due
     * @param voided whether the generator was late in it
     */
    record TrafficTimeline(
            LoadRun run,
            String version,
            boolean consumer,
            double startMs,
            double sliceMs,
            List<Integer> done,
            List<Integer> failed,
            List<@Nullable Double> p50Ms,
            List<@Nullable Double> p99Ms,
            List<@Nullable Double> maxMs,
            List<Boolean> voided)
            implements Event {}

    /**
     * Failures of one operation that are alike.
     *
     * @param step the step that ran or had run last; null before the first
     * @param sqlState empty where the client gave up
     * @param count runs that failed of it in the end
     * @param behindStep those of them that had waited behind a step
     * @param behindOthers those of them that had waited for a lock, and for no step
     * @param hidden failures that the declared retry hid
     */
    record OperationErrors(
            LoadRun run,
            String phase,
            String moment,
            @Nullable String step,
            String version,
            String operation,
            String sqlState,
            String message,
            long count,
            long behindStep,
            long behindOthers,
            long hidden,
            double firstMs,
            double lastMs)
            implements Event {}

    /** The generator sent operations late by its own fault: what was due then has no figures. */
    record GeneratorLate(LoadRun run, double startMs, double endMs, double longestMs) implements Event {}

    /** Traffic ended. */
    record LoadEnded(LoadRun run, double endMs) implements Event {}

    /** Something the plan names and the drill did not do. */
    record NotDrilled(@Nullable String phase, String what, String reason) implements Event {
        /** What the whole twin rehearsal drills. */
        public static final String TWIN = "answers, data and rollbacks";

        /** What the whole load rehearsal drills. */
        public static final String LOAD = "locks and latency under load";
    }

    /** The drill could not go on. */
    record Aborted(@Nullable String phase, @Nullable String moment, String reason) implements Event {}

    /** Always the last event of a drill that ended by itself, aborted or not. */
    record DrillEnded(long durationMs) implements Event {}
}
