package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Answer;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.OperationRun;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.engine.CommitLook;
import org.migrationdrill.engine.DeletedRows;
import org.migrationdrill.engine.SequencePositions;
import org.migrationdrill.rehearsal.WriteLedger.Source;

/**
 * Writes on a fork all that versions can write: every operation with ordinary values, with the edge values that its author declared
 * and with built-in ones. What the first version can do as well is done on all databases of the twin; what only the subject can do
 * is remembered, to be done there alone.
 */
final class WriterRuns {
    private static final int ORDINARY_RUNS = 3;
    /** An edge value may ask for more than anyone would wait for. */
    private static final String LONGEST = "SET statement_timeout = '5s'";

    private final DrillPlan plan;
    private final ParameterStream stream;
    private final WriteLedger ledger;
    private final String phase;
    private final List<Run> alone = new ArrayList<>();

    WriterRuns(DrillPlan plan, ParameterStream stream, WriteLedger ledger, String phase) {
        this.plan = plan;
        this.stream = stream;
        this.ledger = ledger;
        this.phase = phase;
    }

    /** One run: on the subject as this version's operation, on the controls, where they have it, as the first version's. */
    private record Run(
            AppVersion version,
            Operation operation,
            Optional<Operation> reference,
            Map<String, @Nullable Object> values,
            Map<String, @Nullable Object> referenceValues,
            Source source) {}

    /** Runs everything that the versions can do on all three databases; where not all can, on none. */
    void onAll(Twin twin, List<AppVersion> versions, boolean edges) throws SQLException {
        try (Twin.Sessions sessions = twin.open();
                Acknowledgements acknowledgements = Acknowledgements.on(twin, ledger)) {
            limit(sessions.control(), sessions.noise(), sessions.subject());
            InsertedKeys inserted = InsertedKeys.watch(sessions.control(), plan.shape(), stream);
            for (AppVersion version : versions) {
                for (Operation operation : version.operations()) {
                    for (Run run : runs(version, operation, edges)) {
                        onAll(sessions, run, acknowledgements);
                        inserted.look(sessions.control(), stream);
                        settle(sessions.control(), false);
                    }
                }
            }
        }
    }

    private static void limit(Connection... connections) throws SQLException {
        for (Connection connection : connections) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(LONGEST);
            }
        }
    }

    private List<Run> runs(AppVersion version, Operation operation, boolean edges) {
        Optional<Operation> reference = ParameterStream.onControl(plan, version, operation);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < ORDINARY_RUNS; i++) {
            run(version, operation, reference, Optional.empty()).ifPresent(runs::add);
        }
        for (EdgeRun edge : ParameterStream.edgeRuns(operation)) {
            if (edges || edge.value().declared()) {
                run(version, operation, reference, Optional.of(edge)).ifPresent(runs::add);
            }
        }
        return runs;
    }

    private Optional<Run> run(
            AppVersion version, Operation operation, Optional<Operation> reference, Optional<EdgeRun> edge) {
        long number = stream.nextRun(operation);
        Optional<Map<String, @Nullable Object>> values = values(operation, number, edge);
        Optional<Map<String, @Nullable Object>> onControl =
                reference.isEmpty() ? Optional.of(Map.of()) : values(reference.get(), number, edge);
        boolean builtIn = edge.isPresent() && !edge.get().value().declared();
        return values.isEmpty() || onControl.isEmpty()
                ? Optional.empty()
                : Optional.of(new Run(
                        version,
                        operation.inTransaction(),
                        reference.map(Operation::inTransaction),
                        values.get(),
                        onControl.get(),
                        builtIn ? Source.EDGE : Source.SUITE));
    }

    private Optional<Map<String, @Nullable Object>> values(Operation operation, long number, Optional<EdgeRun> edge) {
        return edge.isPresent() ? stream.values(operation, number, edge.get()) : stream.values(operation, number);
    }

    private void onAll(Twin.Sessions sessions, Run run, Acknowledgements acknowledgements) throws SQLException {
        if (run.reference().isEmpty()) {
            alone.add(run);
            return;
        }
        // In the order of the trials: a clock cut to its seconds is the same on both controls or masked.
        boolean onNoise = works(sessions.noise(), run.reference().get(), run.referenceValues());
        boolean onSubject = works(sessions.subject(), run.operation(), run.values());
        boolean onControls =
                onNoise && works(sessions.control(), run.reference().get(), run.referenceValues());
        if (onSubject && !onControls) {
            alone.add(run);
        }
        boolean keep = onControls && onSubject;
        CommitLook.Before before =
                keep ? acknowledgements.beforeCommit(sessions.control()) : CommitLook.Before.nothing();
        keep = settle(sessions.subject(), keep);
        settle(sessions.control(), keep);
        settle(sessions.noise(), keep);
        if (keep) {
            acknowledgements.acknowledged(sessions.control(), author(run), before);
        } else {
            SequencePositions.align(sessions.control(), sessions.noise());
            SequencePositions.align(sessions.control(), sessions.subject());
        }
    }

    private static boolean works(Connection connection, Operation operation, Map<String, @Nullable Object> values)
            throws SQLException {
        return OperationRun.run(connection, operation, values) instanceof Answer.Answered;
    }

    /** Whether it was committed. A deferred constraint may have the last word. */
    private static boolean settle(Connection connection, boolean commit) throws SQLException {
        if (connection.getAutoCommit()) {
            return commit;
        }
        boolean committed = false;
        if (commit) {
            try {
                connection.commit();
                committed = true;
            } catch (SQLException refused) {
                connection.rollback();
            }
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
        return committed;
    }

    private Acknowledgements.Author author(Run run) {
        return new Acknowledgements.Author(run.version(), run.operation(), phase, run.source());
    }

    /** Whether there is something that only the subject can do. */
    boolean hasMore() {
        return !alone.isEmpty();
    }

    /**
     * Runs what only the subject can do.
     *
     * @param deleted the rows that operations have deleted in that database; grows
     */
    void alone(DatabaseCopy subject, DeletedRows deleted) throws SQLException {
        try (Connection connection = subject.connect("drill app");
                Acknowledgements acknowledgements = new Acknowledgements(subject, ledger, deleted)) {
            alone(connection, acknowledgements);
        }
    }

    private void alone(Connection subject, Acknowledgements acknowledgements) throws SQLException {
        limit(subject);
        for (Run run : alone) {
            if (works(subject, run.operation(), run.values())) {
                CommitLook.Before before = acknowledgements.beforeCommit(subject);
                if (settle(subject, true)) {
                    acknowledgements.acknowledged(subject, author(run), before);
                }
            } else {
                settle(subject, false);
            }
        }
    }
}
