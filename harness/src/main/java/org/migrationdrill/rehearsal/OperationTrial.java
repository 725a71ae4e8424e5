package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Answer;
import org.migrationdrill.app.AnswerComparison;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Comparison;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.OperationRun;
import org.migrationdrill.engine.CommitLook;
import org.migrationdrill.engine.SequencePositions;
import org.migrationdrill.observe.Disclosure;
import org.migrationdrill.recording.Event.Difference;

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
        run(version, operation, tally, true);
    }

    /** Its writes are rolled back everywhere. For operations in a transaction. */
    void withoutTrace(AppVersion version, Operation operation, OperationTally tally) throws SQLException {
        run(version, operation, tally, false);
    }

    void alignSequences() throws SQLException {
        SequencePositions.align(sessions.control(), sessions.noise());
        SequencePositions.align(sessions.control(), sessions.subject());
    }

    private void run(AppVersion version, Operation operation, OperationTally tally, boolean keep) throws SQLException {
        long number = stream.nextRun(operation);
        Optional<Map<String, @Nullable Object>> values = stream.values(operation, number);
        if (values.isEmpty()) {
            return;
        }
        tally.ran();
        Optional<Operation> reference = ParameterStream.onControl(plan, version, operation);
        boolean worked = reference.isEmpty()
                ? alone(operation, values.get(), tally)
                : new Attempt(operation, values.get(), reference.get(), onControl(reference.get(), number), tally)
                        .worked();
        if (keep && worked) {
            commit(version, operation, tally);
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

    private Map<String, @Nullable Object> onControl(Operation reference, long number) {
        return stream.values(reference, number)
                .orElseThrow(() -> new IllegalStateException("no values for " + reference.name() + " on the control"));
    }

    private void commit(AppVersion version, Operation operation, OperationTally tally) throws SQLException {
        CommitLook.Before before = acknowledgements.beforeCommit(sessions.control());
        try {
            commit(sessions.subject());
        } catch (SQLException e) {
            tally.failed(Failures.of(
                    e, "COMMIT", String.valueOf(operation.place().file().getFileName())));
            rollBack();
            alignSequences();
            return;
        }
        commit(sessions.control());
        commit(sessions.noise());
        acknowledgements.acknowledged(
                sessions.control(),
                new Acknowledgements.Author(version, operation, moment.phase(), WriteLedger.Source.SUITE),
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

        Attempt(
                Operation operation,
                Map<String, @Nullable Object> values,
                Operation reference,
                Map<String, @Nullable Object> referenceValues,
                OperationTally tally) {
            this.operation = operation;
            this.values = values;
            this.reference = reference;
            this.referenceValues = referenceValues;
            this.tally = tally;
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
            return new Verdict(operation, reference, onControl, onNoise, onSubject, tally, moment, plan.disclosure())
                    .reached();
        }
    }

    /** Holds the subject's answer against the controls'. */
    private record Verdict(
            Operation operation,
            Operation reference,
            Answer onControl,
            Answer onNoise,
            Answer onSubject,
            OperationTally tally,
            Moment moment,
            Disclosure disclosure) {

        /** Whether the operation worked on all three. */
        boolean reached() {
            if (onControl instanceof Answer.Failed failed) {
                return failedOnControl(failed);
            }
            if (onSubject instanceof Answer.Failed failed) {
                tally.failed(Failures.of(operation, failed));
                return false;
            }
            Answer.Answered control = (Answer.Answered) onControl;
            Answer.Answered noise = onNoise instanceof Answer.Answered answered ? answered : control;
            compare(control, noise, (Answer.Answered) onSubject);
            return onNoise instanceof Answer.Answered;
        }

        /** What fails on the control too is an answer like any other, except before anything was migrated. */
        private boolean failedOnControl(Answer.Failed control) {
            if (onSubject instanceof Answer.Failed failed) {
                if (moment.isBefore()) {
                    tally.failed(Failures.of(operation, failed));
                } else if (!failed.sqlState().equals(control.sqlState())) {
                    tally.compared(
                            0, Optional.of(new Difference("another error", control.sqlState(), failed.sqlState())));
                }
            } else {
                tally.compared(
                        0,
                        Optional.of(new Difference(
                                "no error",
                                control.sqlState() + " " + disclosure.message(control.sqlState(), control.message()),
                                "an answer")));
            }
            return false;
        }

        private void compare(Answer.Answered control, Answer.Answered noise, Answer.Answered subject) {
            if (operation.differs().isPresent()) {
                return;
            }
            Comparison comparison =
                    AnswerComparison.compare(operation, reference, control, noise, subject, disclosure::value);
            tally.compared(
                    comparison.maskedCells(),
                    comparison
                            .difference()
                            .map(found -> new Difference(found.what(), found.expected(), found.found())));
        }
    }
}
