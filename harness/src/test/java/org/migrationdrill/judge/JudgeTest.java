package org.migrationdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.migrationdrill.judge.RecordingBuilder.check;
import static org.migrationdrill.judge.RecordingBuilder.difference;
import static org.migrationdrill.judge.RecordingBuilder.failure;
import static org.migrationdrill.judge.RecordingBuilder.operation;
import static org.migrationdrill.judge.RecordingBuilder.reapplied;
import static org.migrationdrill.judge.RecordingBuilder.residue;
import static org.migrationdrill.judge.RecordingBuilder.rolledBack;
import static org.migrationdrill.judge.RecordingBuilder.rows;
import static org.migrationdrill.judge.RecordingBuilder.step;
import static org.migrationdrill.judge.RecordingBuilder.suite;
import static org.migrationdrill.judge.RecordingBuilder.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;
import org.migrationdrill.recording.PhaseEvent.Standing;
import org.migrationdrill.recording.RollbackEvent;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.Outcome;
import org.migrationdrill.report.PhaseReport;

class JudgeTest {
    private static final String FORWARD = "migrate 2 forward";
    private static final String REVERSE = "migrate 2 reverse";

    /** A finding, what raises it, and what is nearly the same and does not. */
    static Stream<Arguments> faultsAndTwins() {
        return Stream.of(
                fault(
                        "migration-fails",
                        step("expand", "migrate 2", Passage.FORWARD, failure("42P01")),
                        step("expand", "migrate 2", Passage.FORWARD, null)),
                fault(
                        "migration-fails",
                        step("expand", "migrate 2", Passage.FORWARD, failure("55P03")),
                        step("expand", "migrate 2", Passage.REVERSE, failure("55P03"))),
                fault(
                        "operation-fails",
                        suite("expand", FORWARD, "1", true, operation("find", 1, 0)),
                        suite("expand", FORWARD, "1", false, operation("find", 1, 0))),
                fault(
                        "answer-differs",
                        suite("expand", FORWARD, "1", true, operation("find", 0, 1)),
                        suite("expand", FORWARD, "1", false, operation("find", 0, 1))),
                fault(
                        "rows-differ",
                        rows("expand", FORWARD, table("orders", 1, 0)),
                        rows("expand", FORWARD, table("orders", 0, 0))),
                fault(
                        "invalid-index",
                        new PhaseEvent.InvalidIndexesSeen("expand", FORWARD, null, List.of("orders_idx")),
                        new PhaseEvent.InvalidIndexesSeen("expand", FORWARD, null, List.of())),
                fault(
                        "verification-fails",
                        check("expand", "after", null, false, "no gaps", false),
                        check("expand", "after", null, false, "no gaps", true)),
                fault(
                        "invariant-broken",
                        check("expand", "before", null, true, "balanced", false),
                        check("expand", "before", null, true, "balanced", true)),
                fault(
                        "rollback-fails",
                        rolledBack("expand", "baseline", "reverse", RollbackOutcome.FAILED, List.of(), List.of()),
                        rolledBack("expand", "baseline")),
                fault(
                        "rollback-refused",
                        rolledBack("expand", "baseline", "reverse", RollbackOutcome.REFUSED, List.of(), List.of()),
                        rolledBack(
                                "expand",
                                "baseline",
                                "irreversible",
                                RollbackOutcome.DECLARED_IRREVERSIBLE,
                                List.of(),
                                List.of())),
                fault(
                        "rollback-residue",
                        residue("expand", "baseline", difference("i", false)),
                        residue("expand", "baseline")),
                fault(
                        "rollback-residue",
                        rolledBack(
                                "expand",
                                "baseline",
                                "reverse",
                                RollbackOutcome.RAN,
                                List.of(),
                                List.of("orders_id_seq gives 5, which is taken")),
                        rolledBack("expand", "baseline")),
                fault(
                        "rollback-cosmetic",
                        residue("expand", "baseline", difference("i", true)),
                        residue("expand", "baseline")),
                fault(
                        "rollback-loses-writes",
                        rolledBack("expand", "baseline", table("orders", 0, 1)),
                        rolledBack("expand", "baseline", table("orders", 0, 0))),
                fault(
                        "rollback-loses-writes",
                        rolledBack("expand", "baseline", withoutColumn()),
                        rolledBack(
                                "expand",
                                "baseline",
                                "keep",
                                RollbackOutcome.RAN,
                                List.of(),
                                List.of(),
                                withoutColumn())),
                fault(
                        "rollback-loses-writes",
                        rolledBack(
                                "expand",
                                "baseline",
                                "forward-fix",
                                RollbackOutcome.RAN,
                                List.of(),
                                List.of(),
                                table("orders", 1, 0)),
                        rolledBack(
                                "expand",
                                "baseline",
                                "forward-fix",
                                RollbackOutcome.RAN,
                                List.of(),
                                List.of(),
                                withoutColumn())),
                fault(
                        "declared-wrongly",
                        new RollbackEvent.ReverseTried("expand", "irreversible", null),
                        new RollbackEvent.ReverseTried("expand", "irreversible", "the reverse of migrate 2 fails")),
                fault(
                        "restore-loses-writes",
                        rolledBack(
                                "expand",
                                "baseline",
                                "restore",
                                RollbackOutcome.RAN,
                                List.of(),
                                List.of(),
                                table("orders", 0, 1)),
                        rolledBack("expand", "baseline", "restore", RollbackOutcome.RAN, List.of(), List.of())),
                fault(
                        "reapply-fails",
                        reapplied("expand", "baseline", failure("42P07"), List.of(), 0),
                        reapplied("expand", "baseline", null, List.of(), 0)),
                fault(
                        "reapply-differs",
                        reapplied("expand", "baseline", null, List.of(difference("i", false)), 0),
                        reapplied("expand", "baseline", null, List.of(difference("i", true)), 0)),
                fault(
                        "new-data-lost",
                        reapplied("expand", "baseline", null, List.of(), 3),
                        reapplied("expand", "baseline", null, List.of(), 0)),
                fault(
                        "not-drilled",
                        new DrillEvent.NotDrilled("expand", "a way", "it is long"),
                        new PhaseEvent.PhaseStarted("expand")),
                fault(
                        "noise",
                        suite("expand", FORWARD, "1", true, seen(10, 2)),
                        suite("expand", FORWARD, "1", true, seen(10, 0))),
                fault(
                        "evidence-limited",
                        suite("expand", FORWARD, "1", true, seen(0, 0)),
                        suite("expand", FORWARD, "1", true, seen(1, 0))),
                fault(
                        "works-early",
                        suite("expand", FORWARD, null, "2", Standing.EARLY, false, operation("find", 0, 0)),
                        suite("expand", FORWARD, null, "2", Standing.EARLY, false, operation("find", 1, 0))),
                fault(
                        "works-late",
                        suite("contract", FORWARD, null, "1", Standing.LATE, false, operation("find", 0, 0)),
                        suite("contract", FORWARD, "contract", "1", Standing.LATE, false, operation("find", 0, 0))));
    }

    private static Arguments fault(String id, Event fault, Event twin) {
        return Arguments.of(id, fault, twin);
    }

    static TableSeen withoutColumn() {
        return new TableSeen("orders", false, List.of("note"), 0, Map.of(), 0, 0, List.of());
    }

    private static OperationSeen seen(int runs, int masked) {
        return new OperationSeen("find", runs, 0, 0, runs, masked, null, null, null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsAndTwins")
    void aFaultIsFoundAndItsNearTwinIsNot(String id, Event fault, Event twin) {
        assertThat(recording().with(fault).judged().findings())
                .as("with the fault")
                .extracting(Finding::id)
                .containsExactly(id);
        assertThat(recording().with(twin).judged().findings()).as("without it").isEmpty();
    }

    @Test
    void withoutAppsTheReportSaysThatCompatibilityWasNotDrilled() {
        assertThat(recording().withoutApps().judged().findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.id()).isEqualTo("not-drilled");
                    assertThat(finding.where()).isEqualTo("compatibility");
                });
    }

    @Test
    void anOperationIsOneFindingAPhaseAndDirectionWithEveryMomentAsEvidence() {
        DrillReport report = recording()
                .with(
                        suite("expand", "before", "1", true, operation("find", 0, 0)),
                        suite("expand", FORWARD, "1", true, operation("find", 2, 0)),
                        suite("expand", "backfill orders forward", "1", true, operation("find", 3, 0)),
                        suite("expand", REVERSE, "expand", "1", Standing.SERVING, true, operation("find", 1, 0)),
                        suite("contract", "migrate 3 forward", "1", true, operation("find", 1, 0)))
                .judged();

        assertThat(report.findings())
                .extracting(Finding::phase, Finding::step)
                .containsExactlyInAnyOrder(
                        tuple("expand", "migrate 2"), tuple("expand", "migrate 2"), tuple("contract", "migrate 3"));
        assertThat(report.findings().get(0).evidence())
                .containsExactly("2 of 10 runs failed at " + FORWARD, "3 of 10 runs failed at backfill orders forward");
    }

    @Test
    void rowsAreFoundAgainOnlyWhereTheirCountChanges() {
        DrillReport report = recording()
                .with(
                        rows("expand", FORWARD, table("orders", 5, 0)),
                        rows("expand", "deploy 2 forward", table("orders", 5, 0)),
                        rows("contract", "migrate 3 forward", table("orders", 6, 0)))
                .judged();

        assertThat(report.findings()).extracting(Finding::step).containsExactly("migrate 2", "migrate 3");
    }

    @Test
    void theBudgetIsWhatMayDifferAndBeLost() {
        Event answers = suite("expand", FORWARD, "1", true, operation("find", 0, 2));
        Event writes = rolledBack("expand", "baseline", table("orders", 1, 1));

        assertThat(ids(recording().allowing(2, 2).with(answers, writes).judged()))
                .isEmpty();
        assertThat(ids(recording().allowing(1, 1).with(answers, writes).judged()))
                .containsExactly("answer-differs", "rollback-loses-writes");
    }

    static RecordingBuilder recording() {
        return new RecordingBuilder();
    }

    static List<String> ids(DrillReport report) {
        return report.findings().stream().map(Finding::id).toList();
    }

    static List<Outcome> outcomes(DrillReport report) {
        return report.phases().stream().map(PhaseReport::outcome).toList();
    }
}
