package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.observe.NewValues;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.RollbackEvent;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;

/** Applies the plan again on forks that were rolled back, and looks what is the same again. */
final class Reapplication {
    private final TwinContext context;

    Reapplication(TwinContext context) {
        this.context = context;
    }

    /**
     * Applies phases again on both forks.
     *
     * @param from index of the phase that the forks were taken after
     * @param to index of the last phase that was rolled back
     */
    void run(int from, int to, Forks forks) throws SQLException {
        context.progress().detail("applying the plan again");
        String reached = context.before(to);
        NewValues afterRollback = context.observations().newValues(context.twin(), forks.still);
        Optional<FailedStep> failed = forward(to, from, forks.still, phase -> {});
        List<SchemaDifference> schema = List.of();
        List<TableSeen> tables = List.of();
        List<RollbackEvent.NewValuesSeen> values = List.of();
        if (failed.isEmpty()) {
            schema = SchemaComparison.compare(
                    context.schemas().get(from + 1), context.observations().schema(context.twin(), forks.still));
            tables = tables(forks.still);
            values = newValues(afterRollback, from, forks.still);
        }
        context.log().add(reapplied(forks, reached, false, failed, schema, tables, values));
        if (failed.isEmpty() && !context.plan().apps().isEmpty()) {
            reapplyAfterWrites(from, to, reached, forks);
        }
    }

    /** The old app has written since: the plan must cope with its rows, too, phase by phase. */
    private void reapplyAfterWrites(int from, int to, String reached, Forks forks) throws SQLException {
        DatabaseCopy subject = forks.busy.subject();
        Optional<FailedStep> failed = forward(to, from, subject, phase -> context.checks()
                .verifications(subject, phase.verify(), Moment.reapplied(phase, forks.from)));
        context.log().add(reapplied(forks, reached, true, failed, List.of(), List.of(), List.of()));
    }

    /** Applies phases again; whether that went through. */
    boolean again(int first, int last, DatabaseCopy database) throws SQLException {
        return forward(first, last, database, phase -> {}).isEmpty();
    }

    /** What is done once a phase was applied again. */
    private interface AfterPhase {
        void look(PlannedPhase phase) throws SQLException;
    }

    private Optional<FailedStep> forward(int first, int last, DatabaseCopy database, AfterPhase afterPhase)
            throws SQLException {
        for (PlannedPhase phase : context.plan().phases().subList(first, last + 1)) {
            for (PlannedStep step : phase.steps()) {
                Failure error = context.steps().forward(step, database).error();
                if (error != null) {
                    return Optional.of(new FailedStep(step.id(), error, false));
                }
            }
            afterPhase.look(phase);
        }
        return Optional.empty();
    }

    /** Tables whose rows are not the control's, and were so, or in fewer ways not so, when the phase was reached the first time. */
    private List<TableSeen> tables(DatabaseCopy still) throws SQLException {
        List<TableSeen> again = observed(still);
        if (again.isEmpty()) {
            return again;
        }
        List<TableSeen> first = observed(context.twin().subject());
        return again.stream()
                .filter(table -> table.rows() > 0)
                .filter(table -> first.stream()
                        .filter(known -> known.table().equals(table.table()))
                        .noneMatch(table::isSameAs))
                .toList();
    }

    private List<TableSeen> observed(DatabaseCopy database) throws SQLException {
        return context.recorded().tables(context.observations().rows(context.twin(), database, context.since()));
    }

    /**
     * What became of values that the control has no place for. What is not equal again at this phase may still be rebuilt by a
     * later one, so then the rest of the plan is applied as well.
     */
    private List<RollbackEvent.NewValuesSeen> newValues(NewValues afterRollback, int from, DatabaseCopy still)
            throws SQLException {
        NewValues again = context.observations().newValues(context.twin(), still);
        int next = from + 1;
        if (again.lost() > 0 && next < context.plan().phases().size()) {
            if (again(next, context.plan().phases().size() - 1, still)) {
                return new NewValueFates(
                                afterRollback,
                                again,
                                context.observations().newValues(context.twin(), still),
                                context.plan().disclosure())
                        .all();
            }
        }
        return new NewValueFates(afterRollback, again, null, context.plan().disclosure()).all();
    }

    private static RollbackEvent.Reapplied reapplied(
            Forks forks,
            String reached,
            boolean afterWrites,
            Optional<FailedStep> failed,
            List<SchemaDifference> schema,
            List<TableSeen> tables,
            List<RollbackEvent.NewValuesSeen> values) {
        return new RollbackEvent.Reapplied(
                forks.from.name(),
                reached,
                afterWrites,
                failed.isEmpty(),
                failed.map(FailedStep::step).orElse(null),
                failed.map(FailedStep::failure).orElse(null),
                schema,
                tables,
                values);
    }
}
