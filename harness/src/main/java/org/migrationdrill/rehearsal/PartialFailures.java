package org.migrationdrill.rehearsal;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Event.Standing;
import org.migrationdrill.rehearsal.DrillPlan.PlannedPhase;
import org.migrationdrill.scenario.Step;

/**
 * After a phase, puts the operations of the versions that serve through partial failures: tried again since the answer was lost, and
 * cut between statements that commit alone. All on throw-away copies. What only a later version does has nothing to be held
 * against, and is its own business.
 */
final class PartialFailures {
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
        try (PartialTrial trial = PartialTrial.open(context, fork, stream.fork(), phase)) {
            for (Map.Entry<AppVersion, Standing> each : serving.standings().entrySet()) {
                if (each.getValue() == Standing.SERVING) {
                    drill(trial, each.getKey());
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

    private void drill(PartialTrial trial, AppVersion version) throws SQLException {
        for (Operation operation : version.operations()) {
            Optional<Operation> reference = ParameterStream.onControl(context.plan(), version, operation);
            if (reference.isPresent()) {
                for (Event seen : trial.of(version, operation, reference.get())) {
                    context.log().add(seen);
                }
            }
        }
    }
}
