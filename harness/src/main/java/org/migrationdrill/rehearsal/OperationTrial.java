package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.Answer;
import org.migrationdrill.app.AnswerComparison;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Comparison;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.OperationRun;
import org.migrationdrill.engine.SequencePositions;
import org.migrationdrill.recording.Event.Difference;

/**
 * Runs one operation on a twin: on the subject as the version at hand, on both controls as the first app version. It commits on
 * all three or on none; after a failure the sequences are aligned, so that one failure does not make the next.
 */
final class OperationTrial {
    private final DrillPlan plan;
    private final ParameterStream stream;
    private final Twin.Sessions sessions;
    private final Moment moment;
    private final InsertedKeys insertedKeys;

    OperationTrial(DrillPlan plan, ParameterStream stream, Twin.Sessions sessions, Moment moment) throws SQLException {
        this.plan = plan;
        this.stream = stream;
        this.sessions = sessions;
        this.moment = moment;
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
        // The subject goes first: what fails there in autocommit must not have happened on the controls.
        Answer onSubject = OperationRun.run(sessions.subject(), operation, values.get());
        Optional<Operation> reference = ParameterStream.onControl(plan, version, operation);
        boolean worked;
        if (reference.isEmpty()) {
            worked = alone(operation, onSubject, tally);
        } else {
            worked = compared(operation, reference.get(), number, onSubject, tally);
        }
        if (keep && worked) {
            commit(operation, tally);
        } else {
            rollBack();
        }
        if (!worked) {
            alignSequences();
        }
    }

    private static boolean alone(Operation operation, Answer onSubject, OperationTally tally) {
        if (onSubject instanceof Answer.Failed failed) {
            tally.failed(Failures.of(operation, failed));
            return false;
        }
        return true;
    }

    private boolean compared(
            Operation operation, Operation reference, long number, Answer onSubject, OperationTally tally)
            throws SQLException {
        boolean commitsItself = operation.autocommit() || reference.autocommit();
        if (onSubject instanceof Answer.Failed failed && commitsItself) {
            tally.failed(Failures.of(operation, failed));
            return false;
        }
        Map<String, @Nullable Object> values = stream.values(reference, number)
                .orElseThrow(() -> new IllegalStateException("no values for " + reference.name() + " on the control"));
        Answer onControl = OperationRun.run(sessions.control(), reference, values);
        Answer onNoise = OperationRun.run(sessions.noise(), reference, values);
        return new Verdict(operation, onControl, onNoise, onSubject, tally, moment).reached();
    }

    private void commit(Operation operation, OperationTally tally) throws SQLException {
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

    /** Holds the subject's answer against the controls'. */
    private record Verdict(
            Operation operation,
            Answer onControl,
            Answer onNoise,
            Answer onSubject,
            OperationTally tally,
            Moment moment) {

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
                        Optional.of(
                                new Difference("no error", control.sqlState() + " " + control.message(), "an answer")));
            }
            return false;
        }

        private void compare(Answer.Answered control, Answer.Answered noise, Answer.Answered subject) {
            if (operation.differs().isPresent()) {
                return;
            }
            Comparison comparison = AnswerComparison.compare(operation, control, noise, subject);
            tally.compared(
                    comparison.maskedCells(),
                    comparison
                            .difference()
                            .map(found -> new Difference(found.what(), found.expected(), found.found())));
        }
    }
}
