package org.migrationdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.migrationdrill.judge.JudgeTest.ids;
import static org.migrationdrill.judge.JudgeTest.recording;
import static org.migrationdrill.judge.JudgeTest.withoutColumn;
import static org.migrationdrill.judge.RecordingBuilder.check;
import static org.migrationdrill.judge.RecordingBuilder.difference;
import static org.migrationdrill.judge.RecordingBuilder.failure;
import static org.migrationdrill.judge.RecordingBuilder.reapplied;
import static org.migrationdrill.judge.RecordingBuilder.residue;
import static org.migrationdrill.judge.RecordingBuilder.rolledBack;
import static org.migrationdrill.judge.RecordingBuilder.rows;
import static org.migrationdrill.judge.RecordingBuilder.step;
import static org.migrationdrill.judge.RecordingBuilder.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.RefusedRows;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.RollbackEvent;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.Written;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.RollbackReport;

/** What is found of ways back, and how often. */
class RollbackJudgeTest {
    private static final String FORWARD = "migrate 2 forward";

    @Test
    void aReverseThatIsMissingIsAWarningUnlessTheAuthorChoseTheWayBack() {
        assertThat(ids(recording().contract(null, "keep", false).judged())).containsExactly("reverse-missing");
        assertThat(ids(recording().contract(null, "keep", true).judged())).isEmpty();
        assertThat(ids(recording().contract("U3__back.sql", "keep", false).judged()))
                .isEmpty();
    }

    @Test
    void aReverseThatIsDeclaredAndDoesNotBringBackIsDeclaredWronglyOnceAPhaseUnlessTheTeamAcceptsIt() {
        Event refused = rolledBack("contract", "expand", "reverse", RollbackOutcome.REFUSED, List.of(), List.of());
        Event lossy = rolledBack("contract", "expand", table("orders", 1, 0));

        assertThat(ids(recording()
                        .contract("U3__back.sql", "reverse", true)
                        .with(refused, lossy)
                        .judged()))
                .containsExactlyInAnyOrder("rollback-refused", "rollback-loses-writes", "declared-wrongly");
        assertThat(ids(recording()
                        .contract("U3__back.sql", "reverse", false)
                        .with(refused)
                        .judged()))
                .containsExactly("rollback-refused");
        assertThat(ids(recording()
                        .contract("U3__back.sql", "reverse", true)
                        .accepting("rollback-refused", "contract", null)
                        .with(refused)
                        .judged()))
                .containsExactly("rollback-refused");
    }

    @Test
    void whatAScriptFailsOfIsToldInTheWordsOfItsWayBack() {
        Event fixed = rolledBack("expand", "baseline", "forward-fix", RollbackOutcome.FAILED, List.of(), List.of());
        Event restored = rolledBack("expand", "baseline", "restore", RollbackOutcome.FAILED, List.of(), List.of());

        assertThat(recording().with(fixed).judged().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).startsWith("Fixing phase expand forward fails");
            assertThat(finding.remedy()).startsWith("Mend the script");
        });
        assertThat(recording().with(restored).judged().findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).startsWith("Restoring what was before phase expand fails"));
    }

    @Test
    void aForwardFixIsNotPraisedForASchemaThatItDoesNotBringBack() {
        Event fixed = rolledBack("expand", "baseline", "forward-fix", RollbackOutcome.RAN, List.of(), List.of());

        assertThat(recording().with(fixed).judged().verdict().reasons())
                .containsExactly("1 forward fix ran, after which every row was as it should be.");
    }

    @Test
    void theTimeThatARestoreTookIsInTheReport() {
        RollbackEvent.RolledBack ran = (RollbackEvent.RolledBack)
                rolledBack("expand", "baseline", "restore", RollbackOutcome.RAN, List.of(), List.of());
        Event timed = new RollbackEvent.RolledBack(
                ran.from(),
                ran.to(),
                ran.mode(),
                ran.outcome(),
                ran.error(),
                ran.failedStep(),
                ran.schema(),
                ran.tables(),
                ran.afterWrites(),
                ran.collisions(),
                ran.writes(),
                1_200L,
                ran.written(),
                ran.fates(),
                ran.edgeTables());

        assertThat(recording().with(timed).judged().phases().get(0).rollbacks())
                .singleElement()
                .satisfies(rollback -> assertThat(rollback.durationMs()).isEqualTo(1_200L));
        assertThat(recording().with(ran).judged().phases().get(0).rollbacks())
                .singleElement()
                .satisfies(rollback -> assertThat(rollback.durationMs()).isNull());
    }

    @Test
    void whatOneReverseLeavesIsFoundOnceHoweverOftenItIsSeen() {
        DrillReport report = recording()
                .with(
                        residue("expand", "baseline", difference("i", false)),
                        residue("contract", "expand"),
                        residue("contract", "baseline", difference("i", false), difference("j", false)))
                .judged();

        assertThat(report.findings()).extracting(Finding::where).containsExactly("i", "j");
        assertThat(report.findings()).extracting(Finding::phase).containsOnly("expand");
    }

    @Test
    void aLossIsFoundOnceForItsPhaseAndTableAlsoWhenItGrows() {
        DrillReport report = recording()
                .with(
                        rolledBack("expand", "baseline", table("orders", 5, 0)),
                        rolledBack("contract", "expand", table("orders", 1, 0)),
                        rolledBack("contract", "baseline", table("orders", 7, 0), table("customers", 1, 0)))
                .judged();

        assertThat(report.findings())
                .extracting(Finding::phase, Finding::where)
                .containsExactly(tuple("expand", "orders"), tuple("expand", "customers"), tuple("contract", "orders"));
    }

    @Test
    void aRollbackAReapplicationAnIndexAndACheckAreEachFoundOnce() {
        Event failed = rolledBack("expand", "baseline", "reverse", RollbackOutcome.FAILED, List.of(), List.of());
        Event index = new PhaseEvent.InvalidIndexesSeen("expand", FORWARD, null, List.of("i"));
        Event again = reapplied("expand", "baseline", failure("42P07"), List.of(), 0);
        Event lost = reapplied("expand", "baseline", null, List.of(difference("i", false)), 2);
        Event check = check("expand", "after", null, true, "balanced", false);

        assertThat(ids(recording()
                        .with(failed, failed, index, index, again, again, lost, lost, check, check)
                        .judged()))
                .containsExactlyInAnyOrder(
                        "rollback-fails",
                        "invalid-index",
                        "reapply-fails",
                        "reapply-differs",
                        "new-data-lost",
                        "invariant-broken");
    }

    @Test
    void aRefusalNamesTheConstraintTheRowsAndHowToFindThem() {
        DrillReport report = recording()
                .with(
                        rolledBack("expand", "baseline", "reverse", RollbackOutcome.REFUSED, List.of(), List.of()),
                        refusal("baseline", "in violation of one_mail (UNIQUE (mail))", 2L, null),
                        refusal("baseline", "with NULL in note", 1L, null),
                        refusal("expand", "of another rollback", 7L, null))
                .judged();

        Finding finding = report.findings().get(0);
        assertThat(finding.message())
                .endsWith(
                        " In the way: 2 rows of orders in violation of one_mail (UNIQUE (mail)); 1 row of orders with NULL "
                                + "in note.");
        assertThat(finding.evidence())
                .containsExactly(
                        "statement: SELECT 1",
                        "in orders: id=1; id=2",
                        "query: SELECT 2",
                        "in orders: id=1; id=2",
                        "query: SELECT 2");
        RollbackReport rollback = report.phases().get(0).rollbacks().get(0);
        assertThat(rollback.writes().refused()).isEqualTo(3);
        assertThat(rollback.examples()).hasSize(4).first().satisfies(example -> {
            assertThat(example.where()).isEqualTo("orders id=1");
            assertThat(example.found()).isEqualTo("one in violation of one_mail (UNIQUE (mail))");
        });
    }

    @Test
    void aRefusalByRowsThatNobodyKnowsSaysWhyAndCountsNone() {
        DrillReport report = recording()
                .with(
                        rolledBack("expand", "baseline", "reverse", RollbackOutcome.REFUSED, List.of(), List.of()),
                        refusal("baseline", "with NULL in note", 1L, null),
                        refusal("baseline", "that are in the way", null, "nobody looked"))
                .judged();

        assertThat(report.findings().get(0).message())
                .endsWith("; rows of orders that are not known, since nobody looked.");
        assertThat(report.phases().get(0).rollbacks().get(0).writes().refused()).isNull();
    }

    private static Event refusal(String to, String what, @Nullable Long rows, @Nullable String unknown) {
        boolean known = rows != null;
        return new RollbackEvent.RefusalSeen(
                "expand",
                to,
                new RefusedRows(
                        what,
                        "orders",
                        null,
                        rows,
                        unknown,
                        known ? List.of("id=1", "id=2") : List.of(),
                        known ? "SELECT 2" : null));
    }

    @Test
    void aReverseThatFailsOnlyOnWhatTheNewerVersionWritesIsFound() {
        Event failed = newWrites("migrate 2", RollbackOutcome.FAILED);

        assertThat(recording().with(failed).judged().findings())
                .extracting(Finding::id)
                .containsExactly("rollback-fails");
    }

    @Test
    void aStepIsNotTakenForAnotherWhoseNameBeginsAlike() {
        Event other = new RollbackEvent.RolledBack(
                "contract",
                "expand",
                "reverse",
                RollbackOutcome.REFUSED,
                failure("23505"),
                "migrate 20",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                RecordingBuilder.NO_WRITES);

        assertThat(recording()
                        .with(other, newWrites("migrate 2", RollbackOutcome.REFUSED))
                        .judged()
                        .findings())
                .extracting(Finding::id)
                .containsExactly("rollback-refused", "rollback-refused");
    }

    private static Event newWrites(String step, RollbackOutcome outcome) {
        return new RollbackEvent.NewWritesSeen(
                "expand", "baseline", outcome, failure("23505"), step, Written.SUITES, List.of(), List.of());
    }

    @Test
    void thePointOfNoReturnIsTheFirstPhaseThatDoesNotComeBackWhole() {
        assertThat(pointOfNoReturn(rolledBack("expand", "baseline"), rolledBack("contract", "expand")))
                .isNull();
        assertThat(pointOfNoReturn(
                        rolledBack("expand", "baseline"), rolledBack("contract", "expand", table("o", 1, 0))))
                .isEqualTo("contract");
        assertThat(pointOfNoReturn(rolledBack("expand", "baseline", withoutColumn())))
                .isEqualTo("expand");
        assertThat(pointOfNoReturn(rolledBack(
                        "expand", "baseline", "keep", RollbackOutcome.RAN, List.of(), List.of(), withoutColumn())))
                .isEqualTo("expand");
        assertThat(pointOfNoReturn(reapplied("contract", "expand", null, List.of(), 1)))
                .isEqualTo("contract");
        for (RollbackOutcome outcome : RollbackOutcome.values()) {
            boolean back = outcome == RollbackOutcome.RAN || outcome == RollbackOutcome.NOT_DRILLED;
            assertThat(pointOfNoReturn(rolledBack("expand", "baseline", "reverse", outcome, List.of(), List.of())))
                    .as(outcome.name())
                    .isEqualTo(back ? null : "expand");
        }
    }

    private static @Nullable String pointOfNoReturn(Event... events) {
        return recording().with(events).judged().pointOfNoReturn();
    }
}
