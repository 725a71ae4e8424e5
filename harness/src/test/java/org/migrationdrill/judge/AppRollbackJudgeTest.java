package org.migrationdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationdrill.judge.RecordingBuilder.operation;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;
import org.migrationdrill.recording.PhaseEvent.Standing;
import org.migrationdrill.recording.Written;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;

class AppRollbackJudgeTest {
    private static final OperationSeen FAILS = operation("find", 1, 0);
    private static final OperationSeen DIFFERS = operation("find", 0, 1);
    private static final OperationSeen WORKS = operation("find", 0, 0);

    @Test
    void whatOnlyBuiltInEdgeValuesSpoilIsAtRisk() {
        assertThat(ids(after("after writes", Written.EDGES, FAILS), after("after writes", Written.SUITES, WORKS)))
                .containsExactly("edge-values-at-risk");
        assertThat(ids(after("after new writes", Written.EDGES, DIFFERS))).containsExactly("edge-values-at-risk");
    }

    @Test
    void whatGoesWrongWithoutThemTooIsAnErrorAndNothingElse() {
        assertThat(ids(after("after writes", Written.EDGES, FAILS), after("after writes", Written.SUITES, FAILS)))
                .containsExactly("operation-fails");
        assertThat(ids(
                        after("after new writes", Written.EDGES, DIFFERS),
                        after("after new writes", Written.SUITES, DIFFERS)))
                .containsExactly("answer-differs");
    }

    @Test
    void answerOnNewRowsIsSaidToBeHeldAgainstTheNewerVersion() {
        assertThat(judged(after("after new writes", Written.SUITES, DIFFERS)).findings())
                .extracting(Finding::message)
                .containsExactly(
                        "‘find’ of 1 answers differently with the app back, on what only the newer version writes than "
                                + "the newer version does on the same rows: a row: expected a, found b. "
                                + "1 has to work there, since it serves for as long as the schema is kept.");
    }

    private static List<String> ids(Event... events) {
        return judged(events).findings().stream().map(Finding::id).toList();
    }

    private static DrillReport judged(Event... events) {
        return new RecordingBuilder().with(events).judged();
    }

    private static Event after(String moment, Written written, OperationSeen operation) {
        String full = written == Written.EDGES ? moment + " with edge values" : moment;
        return new PhaseEvent.SuiteRan(
                "contract", full, "contract", "1", false, Standing.SERVING, true, written, List.of(operation));
    }
}
