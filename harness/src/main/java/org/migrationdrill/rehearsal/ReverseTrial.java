package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.observe.NewValues;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.recording.RollbackEvent;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.DrillPlan.PlannedStep;
import org.migrationdrill.scenario.Step;

/**
 * Whether a phase that is declared to have no reverse comes back whole by the reverse that it has all the same: schema, every row,
 * and what only the new schema has a place for, once the phase was applied again. Tried on a copy of its own, which is dropped.
 */
final class ReverseTrial {
    private final TwinContext context;

    ReverseTrial(TwinContext context) {
        this.context = context;
    }

    /** Tries the reverse of the phase that was applied last, if all of it has one, and records what came of it. */
    void of(int index) throws SQLException {
        PlannedPhase phase = context.plan().phases().get(index);
        if (!isReversible(phase)) {
            return;
        }
        context.progress().detail("trying the reverse of " + phase.name());
        DatabaseServer server = context.twin().server();
        DatabaseCopy trial = server.copy(context.twin().subject(), "trial");
        try {
            String obstacle = obstacle(index, phase, trial).orElse(null);
            context.log()
                    .add(new RollbackEvent.ReverseTried(
                            phase.name(), phase.mode().word(), obstacle));
        } finally {
            server.drop(trial);
        }
    }

    /** What a command does outside of the database, nobody takes back where it has no reverse. */
    private static boolean isReversible(PlannedPhase phase) {
        return phase.steps().stream().anyMatch(step -> step.step() instanceof Step.Migrate)
                && phase.steps().stream().allMatch(step -> {
                    boolean migration = step.step() instanceof Step.Migrate;
                    boolean command =
                            step.step() instanceof Step.Run run && run.reverse().isEmpty();
                    return !command && (!migration || step.reverse() != null);
                });
    }

    private Optional<String> obstacle(int index, PlannedPhase phase, DatabaseCopy trial) throws SQLException {
        Optional<String> notBack = reversed(phase, trial);
        if (notBack.isEmpty()) {
            notBack = different(index, trial);
        }
        return notBack.isPresent() ? notBack : newValuesLost(phase, trial);
    }

    private Optional<String> reversed(PlannedPhase phase, DatabaseCopy trial) {
        List<PlannedStep> backwards = new ArrayList<>(phase.steps());
        Collections.reverse(backwards);
        return backwards.stream()
                .filter(step -> !context.steps().reverse(step, trial).succeeded())
                .findFirst()
                .map(step -> "the reverse of " + step.id() + " fails");
    }

    private Optional<String> different(int index, DatabaseCopy trial) throws SQLException {
        Observations observations = context.observations();
        Stream<String> schema =
                SchemaComparison.compare(context.schemas().get(index), observations.schema(context.twin(), trial))
                        .stream()
                        .map(difference -> difference.kind() + " " + difference.object() + " is not as before");
        Stream<String> rows =
                context.recorded().tables(observations.rows(context.twin(), trial, context.since())).stream()
                        .map(TableSeen::table)
                        .map(table -> table + " is not what the old app would have");
        Stream<String> next = observations.collisions(context.twin().control(), trial).stream()
                .map(collision -> "a sequence gives values that are taken");
        return Stream.of(schema, rows, next).flatMap(found -> found).findFirst();
    }

    private Optional<String> newValuesLost(PlannedPhase phase, DatabaseCopy trial) throws SQLException {
        for (PlannedStep step : phase.steps()) {
            if (!context.steps().forward(step, trial).succeeded()) {
                return Optional.of(step.id() + " cannot be applied again");
            }
        }
        NewValues again = context.observations().newValues(context.twin(), trial);
        return again.lost() == 0 ? Optional.empty() : Optional.of("values in new columns or tables are not rebuilt");
    }
}
