package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Answer;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.OperationRun;
import org.migrationdrill.engine.CommitLook;
import org.migrationdrill.engine.SequencePositions;

/**
 * Runs one operation on a twin: on the subject as the version at hand, on both controls as the first app version. It commits on
 * all three or on none; after a failure the sequences are aligned, so that one failure does not make the next.
 */
final class OperationTrial {
    /** A statement that must not be in a transaction block, and a procedure that ends the transaction it runs in. */
    static final Set<String> NO_TRANSACTION = Set.of("25001", "2D000");

    private final DrillPlan plan;
    private final ParameterStream stream;
    private final Twin.Sessions sessions;
    private final Moment moment;
    private final Acknowledgements acknowledgements;
    private final InsertedKeys insertedKeys;

    OperationTrial(
            DrillPlan plan,
            ParameterStream stream,
            Twin.Sessions sessions,
            Moment moment,
            Acknowledgements acknowledgements)
            throws SQLException {
        this.plan = plan;
        this.stream = stream;
        this.sessions = sessions;
        this.moment = moment;
        this.acknowledgements = acknowledgements;
        this.insertedKeys = InsertedKeys.watch(sessions.control(), plan.shape(), stream);
    }

    /** Its writes stay where all three databases could do them. */
    void forGood(AppVersion version, Operation operation, OperationTally tally) throws SQLException {
        run(new Trial(version, operation, reference(version, operation), Optional.empty(), Map.of(), tally), true);
    }

    /** As one transaction, with the keys whose turn it is; its writes are rolled back everywhere. */
    void meeting(Map<String, List<Object>> keys, AppVersion version, Operation operation, OperationTally tally)
            throws SQLException {
        Optional<Operation> reference = reference(version, operation).map(Operation::inTransaction);
        run(new Trial(version, operation.inTransaction(), reference, Optional.empty(), keys, tally), false);
    }

    /**
     * As one transaction, with an edge value in the place of one of its ordinary ones; its writes stay where all three databases could
     * do them. What the control refuses, nobody could write before.
     */
    void rarely(AppVersion version, Operation operation, Optional<EdgeRun> edge, OperationTally tally)
            throws SQLException {
        Optional<Operation> reference = reference(version, operation).map(Operation::inTransaction);
        run(new Trial(version, operation.inTransaction(), reference, edge, Map.of(), tally), true);
    }

    /** Its writes are rolled back everywhere. For operations in a transaction. */
    void withoutTrace(AppVersion version, Operation operation, OperationTally tally) throws SQLException {
        run(new Trial(version, operation, reference(version, operation), Optional.empty(), Map.of(), tally), false);
    }

    private Optional<Operation> reference(AppVersion version, Operation operation) {
        return ParameterStream.onControl(plan, version, operation);
    }

    private record Trial(
            AppVersion version,
            Operation operation,
            Optional<Operation> reference,
            Optional<EdgeRun> edge,
            Map<String, List<Object>> keys,
            OperationTally tally) {
        Optional<Map<String, @Nullable Object>> values(ParameterStream stream, Operation version, long number) {
            return edge.isPresent() ? stream.values(version, number, edge) : stream.values(version, number, keys);
        }

        WriteLedger.Source source() {
            return edge.filter(rare -> !rare.value().declared()).isPresent()
                    ? WriteLedger.Source.EDGE
                    : WriteLedger.Source.SUITE;
        }
    }

    void alignSequences() throws SQLException {
        SequencePositions.align(sessions.control(), sessions.noise());
        SequencePositions.align(sessions.control(), sessions.subject());
    }

    private void run(Trial trial, boolean keep) throws SQLException {
        long number = stream.nextRun(trial.operation());
        Optional<Map<String, @Nullable Object>> values = trial.values(stream, trial.operation(), number);
        if (values.isEmpty()) {
            return;
        }
        trial.tally().ran();
        boolean worked = trial.reference().isEmpty()
                ? alone(trial.operation(), values.get(), trial.tally())
                : new Attempt(trial, values.get(), onControl(trial, number)).worked();
        if (keep && worked) {
            commit(trial);
        } else {
            rollBack();
        }
        if (!worked) {
            alignSequences();
        }
    }

    /** Whether an operation or the control's version of it commits by itself, so that it can't be rolled back everywhere. */
    static boolean commitsItself(DrillPlan plan, AppVersion version, Operation operation) {
        return operation.autocommit()
                || ParameterStream.onControl(plan, version, operation)
                        .map(Operation::autocommit)
                        .orElse(false);
    }

    private boolean alone(Operation operation, Map<String, @Nullable Object> values, OperationTally tally)
            throws SQLException {
        if (OperationRun.run(sessions.subject(), operation, values) instanceof Answer.Failed failed) {
            tally.failed(Failures.of(operation, failed));
            return false;
        }
        return true;
    }

    private Map<String, @Nullable Object> onControl(Trial trial, long number) {
        Operation reference = trial.reference().orElseThrow();
        return trial.values(stream, reference, number)
                .orElseThrow(() -> new IllegalStateException("no values for " + reference.name() + " on the control"));
    }

    private void commit(Trial trial) throws SQLException {
        CommitLook.Before before = acknowledgements.beforeCommit(sessions.control());
        try {
            commit(sessions.subject());
        } catch (SQLException e) {
            String file = String.valueOf(trial.operation().place().file().getFileName());
            trial.tally().failed(Failures.of(e, "COMMIT", file));
            rollBack();
            alignSequences();
            return;
        }
        commit(sessions.control());
        commit(sessions.noise());
        acknowledgements.acknowledged(
                sessions.control(),
                new Acknowledgements.Author(trial.version(), trial.operation(), moment.phase(), trial.source()),
                before);
        insertedKeys.look(sessions.control(), stream);
        commit(sessions.control());
    }

    private void rollBack() throws SQLException {
        rollBack(sessions.subject());
        rollBack(sessions.control());
        rollBack(sessions.noise());
    }

    private static void commit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void rollBack(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** One run on all three databases, up to what it leaves to commit or roll back. */
    private final class Attempt {
        private final Operation operation;
        private final Map<String, @Nullable Object> values;
        private final Operation reference;
        private final Map<String, @Nullable Object> referenceValues;
        private final OperationTally tally;
        private final boolean ordinary;

        Attempt(Trial trial, Map<String, @Nullable Object> values, Map<String, @Nullable Object> referenceValues) {
            this.operation = trial.operation();
            this.values = values;
            this.reference = trial.reference().orElseThrow();
            this.referenceValues = referenceValues;
            this.tally = trial.tally();
            this.ordinary = trial.edge().isEmpty();
        }

        boolean worked() throws SQLException {
            if (operation.autocommit() || reference.autocommit()) {
                return subjectFirst();
            }
            // A clock cut to its seconds is the same on both controls or masked; the subject reads it between them.
            Answer onNoise = onControl(sessions.noise());
            Answer onSubject = onSubject();
            return verdict(onControl(sessions.control()), onNoise, onSubject);
        }

        /** What fails on the subject in autocommit must not have happened on the controls, unless it fails there too. */
        private boolean subjectFirst() throws SQLException {
            Answer onSubject = onSubject();
            if (onSubject instanceof Answer.Failed failed && worksOnControl()) {
                tally.failed(Failures.of(operation, failed));
                return false;
            }
            Answer onControl = onControl(sessions.control());
            return verdict(onControl, onControl(sessions.noise()), onSubject);
        }

        /** Tries it in a transaction that is rolled back. What can't run in one is taken to work. */
        private boolean worksOnControl() throws SQLException {
            Answer tried = OperationRun.run(sessions.control(), reference.inTransaction(), referenceValues);
            rollBack(sessions.control());
            return !(tried instanceof Answer.Failed failed) || NO_TRANSACTION.contains(failed.sqlState());
        }

        private Answer onSubject() throws SQLException {
            return OperationRun.run(sessions.subject(), operation, values);
        }

        private Answer onControl(Connection control) throws SQLException {
            return OperationRun.run(control, reference, referenceValues);
        }

        private boolean verdict(Answer onControl, Answer onNoise, Answer onSubject) {
            if (!ordinary && onControl instanceof Answer.Failed) {
                return false;
            }
            return new AnswerVerdict(
                            operation, reference, onControl, onNoise, onSubject, tally, moment, plan.disclosure())
                    .reached();
        }
    }
}
