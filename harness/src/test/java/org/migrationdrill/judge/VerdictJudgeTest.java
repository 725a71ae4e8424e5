package org.migrationdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationdrill.judge.JudgeTest.ids;
import static org.migrationdrill.judge.JudgeTest.outcomes;
import static org.migrationdrill.judge.JudgeTest.recording;
import static org.migrationdrill.judge.RecordingBuilder.check;
import static org.migrationdrill.judge.RecordingBuilder.difference;
import static org.migrationdrill.judge.RecordingBuilder.operation;
import static org.migrationdrill.judge.RecordingBuilder.residue;
import static org.migrationdrill.judge.RecordingBuilder.rolledBack;
import static org.migrationdrill.judge.RecordingBuilder.rows;
import static org.migrationdrill.judge.RecordingBuilder.server;
import static org.migrationdrill.judge.RecordingBuilder.suite;
import static org.migrationdrill.judge.RecordingBuilder.table;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.report.Decision;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.Outcome;

/** How findings become a verdict. */
class VerdictJudgeTest {
    private static final String FORWARD = "migrate 2 forward";

    @Test
    void anApprovalDoesNotSayThatAllWasTheSameWhenTheBudgetAllowedADifference() {
        Event answers = suite("expand", FORWARD, "1", true, operation("find", 0, 2));
        Event writes = rolledBack("expand", "baseline", table("orders", 1, 1));

        assertThat(recording()
                        .allowing(2, 2)
                        .with(answers, writes)
                        .judged()
                        .verdict()
                        .reasons())
                .containsExactly(
                        "The point of no return is phase expand: going back from there leaves orders other than it was "
                                + "(1 changed in note, 1 missing); no other way back was rehearsed.",
                        "2 of 10 answers of the versions that had to work were not the same as without the "
                                + "migration, which is accepted or within the budget.");
        assertThat(recording()
                        .with(
                                suite("expand", FORWARD, "1", true, operation("find", 0, 0)),
                                rolledBack("expand", "baseline"))
                        .judged()
                        .verdict()
                        .reasons())
                .containsExactly(
                        "All 10 answers of the versions that had to work were the same as without the migration, in "
                                + "every phase and on the way back.",
                        "1 rollback over 2 phases brought back the schema and every row.");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "rows-differ, -, -, true",
                "rows-differ, expand, -, true",
                "rows-differ, contract, -, false",
                "answer-differs, -, -, false",
                "rows-differ, -, 2026-03-05, true",
                "rows-differ, -, 2026-03-04, false"
            })
    void anAcceptanceHoldsForItsFindingInItsPhaseUntilTheDayOfTheDrill(
            String finding, @Nullable String phase, @Nullable String until, boolean holds) {
        DrillReport report = recording()
                .accepting(finding, phase, until)
                .with(rows("expand", FORWARD, table("orders", 1, 0)))
                .judged();

        assertThat(report.findings()).singleElement().satisfies(found -> assertThat(found.accepted() != null)
                .isEqualTo(holds));
        assertThat(report.verdict().decision()).isEqualTo(holds ? Decision.APPROVE : Decision.BLOCK);
    }

    @Test
    void theDecisionIsThatOfTheHeaviestFindingThatIsNotAccepted() {
        Event error = rows("expand", FORWARD, table("orders", 1, 0));
        Event warning = residue("expand", "baseline", difference("i", true));
        Event note = new DrillEvent.NotDrilled("expand", "a way", "it is long");

        assertThat(decision(recording().with(note))).isEqualTo(Decision.APPROVE);
        assertThat(decision(recording().with(note, warning))).isEqualTo(Decision.APPROVE_WITH_CHANGES);
        assertThat(decision(recording().with(note, warning, error))).isEqualTo(Decision.BLOCK);
        assertThat(decision(recording().with(warning, error).accepting("rows-differ", null, null)))
                .isEqualTo(Decision.APPROVE_WITH_CHANGES);
        assertThat(decision(recording().with(error, new DrillEvent.Aborted(null, null, "No disk."))))
                .isEqualTo(Decision.ABORTED);
        assertThat(Stream.of(Decision.values()).map(Decision::word))
                .containsExactly("approve", "approve-with-changes", "block", "aborted");
    }

    @Test
    void findingsComeByWeightAndThenByPhase() {
        DrillReport report = recording()
                .with(
                        new DrillEvent.NotDrilled(null, "load", "it is long"),
                        residue("contract", "expand", difference("i", true)),
                        residue("expand", "baseline", difference("j", true)),
                        rows("contract", "migrate 3 forward", table("orders", 1, 0)),
                        check("expand", "after", null, false, "no gaps", false))
                .judged();

        assertThat(report.findings()).extracting(Finding::where).containsExactly("no gaps", "orders", "j", "i", "load");
    }

    @Test
    void aVerdictGivesFiveReasonsAndTheNumberOfTheRest() {
        TableSeen[] tables = Stream.of("a", "b", "c", "d", "e", "f", "g")
                .map(name -> table(name, 1, 0))
                .toArray(TableSeen[]::new);

        assertThat(recording()
                        .with(rows("expand", FORWARD, tables))
                        .judged()
                        .verdict()
                        .reasons())
                .hasSize(6)
                .last()
                .isEqualTo("And 2 more, see the findings.");
    }

    @Test
    void anAbortSaysHowFarTheDrillCame() {
        DrillReport report = recording()
                .with(
                        server(),
                        new PhaseEvent.PhaseEnded("expand", true),
                        new DrillEvent.Aborted("contract", "migrate 3 forward", "The disk is full."))
                .judged();

        assertThat(report.verdict().reasons())
                .containsExactly("The disk is full. It had come to phase contract, migrate 3 forward.");
        assertThat(outcomes(report)).containsExactly(Outcome.PASSED, Outcome.NOT_REACHED);
    }

    @Test
    void aRecordingWithoutAnEndIsOfADrillThatWasKilled() {
        DrillReport report = recording()
                .with(new PhaseEvent.PhaseEnded("expand", true), rows("expand", FORWARD, table("orders", 1, 0)))
                .killed();

        assertThat(report.verdict().decision()).isEqualTo(Decision.ABORTED);
        assertThat(report.verdict().reasons()).singleElement().asString().contains("killed");
        assertThat(ids(report)).containsExactly("rows-differ");
        assertThat(recording().killed().phases()).hasSize(2);
    }

    @Test
    void anExpectationIsMetByTheDecisionAndExactlyItsFindings() {
        Event error = rows("expand", FORWARD, table("orders", 1, 0));

        assertThat(deviations(
                        recording().expecting("block", List.of("rows-differ")).with(error)))
                .isEmpty();
        assertThat(deviations(recording().expecting("block", null).with(error))).isEmpty();
        assertThat(deviations(recording().expecting("approve", List.of()).with(error)))
                .containsExactly(
                        "the decision is block, and must be approve", "rows-differ was found, and is not expected");
        assertThat(deviations(recording()
                        .expecting("block", List.of("rollback-fails"))
                        .with(error)))
                .containsExactly("rollback-fails was not found", "rows-differ was found, and is not expected");
        assertThat(deviations(recording()
                        .expecting("approve", List.of())
                        .accepting("rows-differ", null, null)
                        .with(error, new DrillEvent.NotDrilled(null, "load", "it is long"))))
                .isEmpty();
        assertThat(recording().judged().expected()).isNull();
    }

    private static Decision decision(RecordingBuilder recording) {
        return recording.judged().verdict().decision();
    }

    private static List<String> deviations(RecordingBuilder recording) {
        return Objects.requireNonNull(recording.judged().expected()).deviations();
    }
}
