package org.migrationdrill.rehearsal;

import java.util.Optional;
import org.migrationdrill.app.Answer;
import org.migrationdrill.app.AnswerComparison;
import org.migrationdrill.app.Comparison;
import org.migrationdrill.app.Operation;
import org.migrationdrill.observe.Disclosure;
import org.migrationdrill.recording.Difference;

/** Holds the subject's answer against the controls'. */
record AnswerVerdict(
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
                tally.compared(0, Optional.of(new Difference("another error", control.sqlState(), failed.sqlState())));
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
                comparison.difference().map(found -> new Difference(found.what(), found.expected(), found.found())));
    }
}
