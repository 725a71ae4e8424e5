package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.recording.PhaseEvent.Standing;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.rehearsal.PartialTrial.Action;
import org.migrationdrill.scenario.Step;

/**
 * After a phase, puts the operations of the versions that serve through partial failures: tried again since the answer was lost, and
 * cut between statements that commit alone. All on throw-away copies. What only a later version does has nothing to be held
 * against, and is its own business.
 */
final class PartialFailures {
    private static final int MOST_RUNS = 3;

    private final TwinContext context;
    private final ParameterStream stream;

    PartialFailures(TwinContext context, ParameterStream stream) {
        this.context = context;
        this.stream = stream;
    }

    /** Tries what serves after a phase; nothing where the phase has changed neither what serves nor the schema. */
    void drill(PlannedPhase phase, Serving serving) throws SQLException {
        if (serving.apps().isEmpty() || !hasChangedSomething(phase)) {
            return;
        }
        context.progress().detail("trying operations again, and cutting them");
        Twin fork = context.twin().fork("partial");
        ParameterStream values = stream.fork();
        try (PartialTrial trial = PartialTrial.open(context, fork)) {
            for (Map.Entry<AppVersion, Standing> each : serving.standings().entrySet()) {
                if (each.getValue() == Standing.SERVING) {
                    drill(phase, each.getKey(), trial, values);
                }
            }
        } finally {
            fork.drop();
        }
    }

    private boolean hasChangedSomething(PlannedPhase phase) {
        int last = context.schemas().size() - 1;
        return phase.steps().stream().anyMatch(step -> step.step() instanceof Step.Deploy)
                || !SchemaComparison.compare(
                                context.schemas().get(last - 1),
                                context.schemas().get(last))
                        .isEmpty();
    }

    private void drill(PlannedPhase phase, AppVersion version, PartialTrial trial, ParameterStream values)
            throws SQLException {
        for (Operation operation : version.operations()) {
            Optional<Operation> reference = ParameterStream.onControl(context.plan(), version, operation);
            if (reference.isPresent()) {
                PartialRuns runs = new PartialRuns(
                        phase.name(),
                        version.name(),
                        operation,
                        reference.get(),
                        context.plan().disclosure(),
                        trial::isOnControl);
                run(runs, operation, reference.get(), trial, values);
                runs.seen().forEach(context.log()::add);
            }
        }
    }

    /** Without the values that it needs, as the key of a row that nobody has inserted yet, an operation is left out. */
    private static void run(
            PartialRuns runs, Operation operation, Operation reference, PartialTrial trial, ParameterStream values)
            throws SQLException {
        boolean goOn = true;
        for (int i = 0; i < MOST_RUNS && goOn; i++) {
            long number = values.nextRun(operation);
            Optional<Map<String, @Nullable Object>> onSubject = values.values(operation, number);
            Optional<Map<String, @Nullable Object>> onControl = values.values(reference, number);
            if (onSubject.isPresent() && onControl.isPresent()) {
                goOn = runs.next(trial, new Action(operation, onSubject.get(), reference, onControl.get()));
            }
        }
    }
}
