package org.migrationdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.migrationdrill.judge.JudgeTest.outcomes;
import static org.migrationdrill.judge.JudgeTest.recording;
import static org.migrationdrill.judge.RecordingBuilder.failure;
import static org.migrationdrill.judge.RecordingBuilder.operation;
import static org.migrationdrill.judge.RecordingBuilder.rows;
import static org.migrationdrill.judge.RecordingBuilder.step;
import static org.migrationdrill.judge.RecordingBuilder.suite;
import static org.migrationdrill.judge.RecordingBuilder.table;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.report.Compatibility;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Outcome;

/** What the report says of a phase. */
class PhaseJudgeTest {
    private static final String FORWARD = "migrate 2 forward";
    private static final String REVERSE = "migrate 2 reverse";

    @Test
    void aPhaseThatWasNotReachedIsInTheReportWithItsSteps() {
        DrillReport report = recording()
                .with(
                        step("expand", "migrate 2", Passage.FORWARD, failure("42P01")),
                        new PhaseEvent.PhaseEnded("expand", false))
                .judged();

        assertThat(outcomes(report)).containsExactly(Outcome.FAILED, Outcome.NOT_REACHED);
        assertThat(report.phases().get(1).steps()).singleElement().satisfies(step -> assertThat(step.outcome())
                .isEqualTo(Outcome.NOT_REACHED));
    }

    @Test
    void aPhaseWithAnErrorFailedUnlessTheErrorIsAccepted() {
        Event error = rows("expand", FORWARD, table("orders", 1, 0));
        Event ended = new PhaseEvent.PhaseEnded("expand", true);

        assertThat(outcomes(recording().with(error, ended).judged())).startsWith(Outcome.FAILED);
        assertThat(outcomes(recording()
                        .accepting("rows-differ", null, null)
                        .with(error, ended)
                        .judged()))
                .startsWith(Outcome.PASSED);
    }

    @Test
    void aMomentThatIsPassedTwiceIsShownAtItsWorst() {
        DrillReport report = recording()
                .with(
                        suite("expand", REVERSE, "1", true, operation("find", 0, 0), operation("list", 0, 1)),
                        suite("expand", REVERSE, "1", true, operation("find", 1, 0), operation("list", 0, 1)),
                        suite("expand", REVERSE, "1", true, operation("find", 0, 0)),
                        suite("expand", REVERSE, "2", true, operation("find", 0, 0)))
                .judged();

        assertThat(compatibility(report))
                .extracting(Compatibility::version, Compatibility::failed, Compatibility::different)
                .containsExactly(tuple("1", 1, 1), tuple("2", 0, 0));
    }

    @Test
    void whatHadToWorkAndDidNotIsWorseThanWhatNeedNot() {
        DrillReport report = recording()
                .with(
                        suite("expand", REVERSE, "1", false, operation("find", 1, 0), operation("list", 1, 0)),
                        suite("expand", REVERSE, "1", true, operation("find", 1, 0)))
                .judged();

        assertThat(compatibility(report)).singleElement().satisfies(shown -> {
            assertThat(shown.required()).isTrue();
            assertThat(shown.failed()).isEqualTo(1);
        });
    }

    private static List<Compatibility> compatibility(DrillReport report) {
        return report.phases().get(0).compatibility();
    }
}
