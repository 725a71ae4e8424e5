package org.migrationdrill.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.RefusedRows;
import org.migrationdrill.observe.SchemaDifference;

/** Of a way back from a phase: what came back, what became of the rows, and what could be applied again from there. */
public sealed interface RollbackEvent extends Event {

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
            implements RollbackEvent {

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
            implements RollbackEvent {}

    /**
     * Rows that kept a reverse from running, after a rollback that the data refused.
     *
     * @param from the phase that the fork was taken after
     * @param to the phase whose end was to be gone back to, or {@code baseline}
     * @param rows their example keys as they may be shown
     * @param written see {@link RolledBack#written}
     * @param newFeature whether it was refused by what only the newer version writes, see {@link NewWritesSeen}
     */
    record RefusalSeen(String from, String to, RefusedRows rows, Written written, boolean newFeature)
            implements RollbackEvent {
        /** On a fork that nobody has written on. */
        public RefusalSeen(String from, String to, RefusedRows rows) {
            this(from, to, rows, Written.NOTHING, false);
        }
    }

    /**
     * A phase that is declared to have no reverse was taken back by the reverse that it has all the same, on a copy of its own.
     *
     * @param declared the grammar's word for its way back
     * @param obstacle what did not come back, as a clause; null: everything did
     */
    record ReverseTried(
            String phase, String declared, @Nullable String obstacle) implements RollbackEvent {}

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
            implements RollbackEvent {}

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
}
