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
import static org.migrationdrill.judge.RecordingBuilder.server;
import static org.migrationdrill.judge.RecordingBuilder.step;
import static org.migrationdrill.judge.RecordingBuilder.suite;
import static org.migrationdrill.judge.RecordingBuilder.table;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationdrill.observe.RefusedRows;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Event.OperationSeen;
import org.migrationdrill.recording.Event.Passage;
import org.migrationdrill.recording.Event.RollbackOutcome;
import org.migrationdrill.recording.Event.Standing;
import org.migrationdrill.recording.Event.TableSeen;
import org.migrationdrill.report.Compatibility;
import org.migrationdrill.report.Decision;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.Outcome;
import org.migrationdrill.report.PhaseReport;
import org.migrationdrill.report.RollbackReport;

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
                        new Event.InvalidIndexesSeen("expand", FORWARD, null, List.of("orders_idx")),
                        new Event.InvalidIndexesSeen("expand", FORWARD, null, List.of())),
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
                        new Event.ReverseTried("expand", "irreversible", null),
                        new Event.ReverseTried("expand", "irreversible", "the reverse of migrate 2 fails")),
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
                        new Event.NotDrilled("expand", "a way", "it is long"),
                        new Event.PhaseStarted("expand")),
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

    private static TableSeen withoutColumn() {
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
        Event.RolledBack ran = (Event.RolledBack)
                rolledBack("expand", "baseline", "restore", RollbackOutcome.RAN, List.of(), List.of());
        Event timed = new Event.RolledBack(
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

    @ParameterizedTest
    @CsvSource({
        "17, 18.6, true",
        "17.5, 18.6, true",
        "18, 17.11, true",
        "18, 180.1, true",
        "9.6, 18.6, true",
        "19, 19beta1, false",
        "18, 18.6, false",
        "18.10, 18.6, false"
    })
    void aRehearsalOnAnotherMajorVersionThanProductionsIsFound(String production, String rehearsed, boolean found) {
        RecordingBuilder recording = recording().productionHas(production).with(server(rehearsed, "embedded"));

        assertThat(ids(recording.judged())).isEqualTo(found ? List.of("version-differs") : List.of());
    }

    @Test
    void withoutProductionsVersionOrAServerNoVersionDiffers() {
        assertThat(ids(recording().with(server("18.6", "embedded")).judged())).isEmpty();
        assertThat(ids(recording().productionHas("17").judged())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "embedded, 17.5, -Ddrill.version=17, provider: container",
        "container, 17.5, ‘version: 17’, ‘image’",
        "external, 17.5, attach to a database, provider: container",
        "embedded, 13, before 14, accept"
    })
    void theRemedyForAnotherVersionIsTheProviders(String provider, String production, String one, String other) {
        DrillReport report = recording()
                .productionHas(production)
                .with(server("18.6", provider))
                .judged();

        assertThat(report.findings()).singleElement().satisfies(finding -> assertThat(finding.remedy())
                .contains(one, other));
        assertThat(report.environment().productionVersion()).isEqualTo(production);
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
        Event index = new Event.InvalidIndexesSeen("expand", FORWARD, null, List.of("i"));
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
        return new Event.RefusalSeen(
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
    void theBudgetIsWhatMayDifferAndBeLost() {
        Event answers = suite("expand", FORWARD, "1", true, operation("find", 0, 2));
        Event writes = rolledBack("expand", "baseline", table("orders", 1, 1));

        assertThat(ids(recording().allowing(2, 2).with(answers, writes).judged()))
                .isEmpty();
        assertThat(ids(recording().allowing(1, 1).with(answers, writes).judged()))
                .containsExactly("answer-differs", "rollback-loses-writes");
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
        Event other = new Event.RolledBack(
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
        return new Event.NewWritesSeen(
                "expand", "baseline", outcome, failure("23505"), step, Event.Written.SUITES, List.of(), List.of());
    }

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
        Event note = new Event.NotDrilled("expand", "a way", "it is long");

        assertThat(decision(recording().with(note))).isEqualTo(Decision.APPROVE);
        assertThat(decision(recording().with(note, warning))).isEqualTo(Decision.APPROVE_WITH_CHANGES);
        assertThat(decision(recording().with(note, warning, error))).isEqualTo(Decision.BLOCK);
        assertThat(decision(recording().with(warning, error).accepting("rows-differ", null, null)))
                .isEqualTo(Decision.APPROVE_WITH_CHANGES);
        assertThat(decision(recording().with(error, new Event.Aborted(null, null, "No disk."))))
                .isEqualTo(Decision.ABORTED);
        assertThat(Stream.of(Decision.values()).map(Decision::word))
                .containsExactly("approve", "approve-with-changes", "block", "aborted");
    }

    @Test
    void findingsComeByWeightAndThenByPhase() {
        DrillReport report = recording()
                .with(
                        new Event.NotDrilled(null, "load", "it is long"),
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
                        new Event.PhaseEnded("expand", true),
                        new Event.Aborted("contract", "migrate 3 forward", "The disk is full."))
                .judged();

        assertThat(report.verdict().reasons())
                .containsExactly("The disk is full. It had come to phase contract, migrate 3 forward.");
        assertThat(outcomes(report)).containsExactly(Outcome.PASSED, Outcome.NOT_REACHED);
    }

    @Test
    void aRecordingWithoutAnEndIsOfADrillThatWasKilled() {
        DrillReport report = recording()
                .with(new Event.PhaseEnded("expand", true), rows("expand", FORWARD, table("orders", 1, 0)))
                .killed();

        assertThat(report.verdict().decision()).isEqualTo(Decision.ABORTED);
        assertThat(report.verdict().reasons()).singleElement().asString().contains("killed");
        assertThat(ids(report)).containsExactly("rows-differ");
        assertThat(recording().killed().phases()).hasSize(2);
    }

    @Test
    void aPhaseThatWasNotReachedIsInTheReportWithItsSteps() {
        DrillReport report = recording()
                .with(
                        step("expand", "migrate 2", Passage.FORWARD, failure("42P01")),
                        new Event.PhaseEnded("expand", false))
                .judged();

        assertThat(outcomes(report)).containsExactly(Outcome.FAILED, Outcome.NOT_REACHED);
        assertThat(report.phases().get(1).steps()).singleElement().satisfies(step -> assertThat(step.outcome())
                .isEqualTo(Outcome.NOT_REACHED));
    }

    @Test
    void aPhaseWithAnErrorFailedUnlessTheErrorIsAccepted() {
        Event error = rows("expand", FORWARD, table("orders", 1, 0));
        Event ended = new Event.PhaseEnded("expand", true);

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
                        .with(error, new Event.NotDrilled(null, "load", "it is long"))))
                .isEmpty();
        assertThat(recording().judged().expected()).isNull();
    }

    private static RecordingBuilder recording() {
        return new RecordingBuilder();
    }

    private static List<String> ids(DrillReport report) {
        return report.findings().stream().map(Finding::id).toList();
    }

    private static List<Outcome> outcomes(DrillReport report) {
        return report.phases().stream().map(PhaseReport::outcome).toList();
    }

    private static List<Compatibility> compatibility(DrillReport report) {
        return report.phases().get(0).compatibility();
    }

    private static Decision decision(RecordingBuilder recording) {
        return recording.judged().verdict().decision();
    }

    private static @Nullable String pointOfNoReturn(Event... events) {
        return recording().with(events).judged().pointOfNoReturn();
    }

    private static List<String> deviations(RecordingBuilder recording) {
        return Objects.requireNonNull(recording.judged().expected()).deviations();
    }
}
