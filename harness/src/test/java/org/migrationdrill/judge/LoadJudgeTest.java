package org.migrationdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationdrill.observe.LockTaken;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.observe.StatementTrace.TableSize;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.LoadEvent;
import org.migrationdrill.recording.LoadEvent.AttemptSeen;
import org.migrationdrill.recording.LoadEvent.LoadRun;
import org.migrationdrill.recording.LoadEvent.LockWaited;
import org.migrationdrill.recording.LoadEvent.Party;
import org.migrationdrill.recording.LoadEvent.PartyKind;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.LockWaitReport;
import org.migrationdrill.report.NotMeasured;
import org.migrationdrill.report.OperationErrorReport;
import org.migrationdrill.report.OutageReport;
import org.migrationdrill.report.PhaseReport;
import org.migrationdrill.report.StatementReport;

/** Budget: an operation may wait for 1 s, none may fail. */
class LoadJudgeTest {
    private static final String FORWARD = "migrate 2 forward";
    private static final String EXCLUSIVE = "AccessExclusiveLock";
    private static final Party REPORT = new Party(PartyKind.ADVERSARY, "long-report", null, null, null);
    private static final Party STEP =
            new Party(PartyKind.STEP, "migrate 2", null, "ALTER TABLE orders ADD note text", "V2__on.sql line 3");
    private static final Party FIND = new Party(PartyKind.APP, "1", "find", null, null);

    /** A finding, what raises it, and what is nearly the same and does not. */
    static Stream<Arguments> faultsAndTwins() {
        return Stream.of(
                Arguments.of("app-wait-over-budget", appWait(1, 1100), appWait(1, 900)),
                Arguments.of("app-wait-over-budget", appWait(1, 1100), wait(1, 1100, REPORT, FIND)),
                Arguments.of("app-wait-over-budget", appWait(1, 1100), control(appWait(1, 1100))),
                Arguments.of("nearly-over-budget", appWait(1, 400), appWait(1, 300)),
                Arguments.of("operations-fail-under-load", errors("42703", 2, 0), errors("42703", 0, 2)),
                Arguments.of("table-rewrite", rewriting("public.orders", 9_000_000), rewriting("public.kinds", 900)),
                Arguments.of("table-rewrite", rewriting("public.orders", 9_000_000), rewriting("public.orders", 8_192)),
                Arguments.of("scan-under-lock", scanning("ShareLock"), scanning("ShareUpdateExclusiveLock")),
                Arguments.of("lock-held-long", holding(400, true), holding(300, true)),
                Arguments.of("lock-held-long", holding(400, true), holding(400, false)),
                Arguments.of("no-lock-timeout", taking(0, EXCLUSIVE), taking(100, EXCLUSIVE)),
                Arguments.of("no-lock-timeout", taking(0, EXCLUSIVE), taking(0, "RowExclusiveLock")),
                Arguments.of("migration-fails", ran(Passage.FORWARD, failure()), ran(Passage.REVERSE, failure())),
                Arguments.of("rollback-fails", ran(Passage.REVERSE, failure()), ran(Passage.REVERSE, null)));
    }

    @ParameterizedTest
    @MethodSource("faultsAndTwins")
    void faultIsFoundAndItsTwinIsNot(String finding, Event fault, Event twin) {
        assertThat(ids(judged(fault))).contains(finding);
        assertThat(ids(judged(twin))).doesNotContain(finding);
    }

    @Test
    void waitsOfOneRunAddUpAndThoseOfTwoDoNot() {
        assertThat(ids(judged(appWait(1, 600), appWait(1, 600)))).contains("app-wait-over-budget");
        assertThat(ids(judged(appWait(1, 600), appWait(2, 600)))).doesNotContain("app-wait-over-budget");
    }

    @Test
    void outageIsToldInOneSentence() {
        List<Event> waits = new ArrayList<>();
        waits.add(new LockWaited(
                LoadRun.SUBJECT,
                "expand",
                FORWARD,
                1000,
                4600,
                STEP,
                null,
                REPORT,
                REPORT,
                List.of(REPORT, STEP),
                "relation",
                "public.orders",
                EXCLUSIVE,
                "granted",
                false,
                null));
        IntStream.range(0, 212).forEach(run -> waits.add(at(1000 + run * 20, 4630 - run * 20, run)));

        OutageReport outage = outages(judged(waits.toArray(Event[]::new))).get(0);

        assertThat(outage.sentence())
                .isEqualTo(
                        "For 4.6 s nothing could read orders: V2__on.sql line 3 waited 4.6 s behind long-report, and 212"
                                + " operations queued behind it, the longest for 4.6 s.");
        assertThat(outage.waiters()).isEqualTo(212);
        assertThat(outage.behind()).containsExactly("long-report");
        assertThat(outage.stoppedMs()).isEqualTo(4630);
    }

    @Test
    void stepThatHeldTheLockItselfIsToldApart() {
        Event held = wait(1, 1500, STEP, FIND);

        OutageReport outage = outages(judged(held)).get(0);

        assertThat(outage.sentence())
                .isEqualTo("For 1.5 s nothing could read orders: V2__on.sql line 3 held it, and one operation waited.");
        assertThat(outage.behind()).isEmpty();
    }

    @Test
    void wavesWithAPauseBetweenThemAreOutagesOfTheirOwn() {
        assertThat(outages(judged(at(0, 100, 1), at(90, 50, 2), at(400, 30, 3))))
                .extracting(OutageReport::stoppedMs)
                .containsExactly(140.0, 30.0);
    }

    @Test
    void failuresAreExcusedUpToTheShareThatTheControlRunHas() {
        Event once = alone("23505", 1);

        assertThat(causedOf(once, ranAlone(100), ranUnderLoad(50), errors("23505", 3, 0)))
                .isZero();
        assertThat(causedOf(once, ranAlone(100), ranUnderLoad(50), errors("23505", 4, 0)))
                .isEqualTo(4);
        assertThat(causedOf(ranAlone(100), ranUnderLoad(50), errors("23505", 1, 0)))
                .isEqualTo(1);
    }

    @Test
    void whatARetryHidWithoutTheMigrationExcusesNoFailure() {
        Event hidden = new LoadEvent.OperationErrors(
                LoadRun.CONTROL, "expand", "control", null, "1", "find", "23505", "duplicate", 0, 0, 0, 9, 1, 1);

        assertThat(causedOf(hidden, ranAlone(100), ranUnderLoad(50), errors("23505", 1, 0)))
                .isEqualTo(1);
    }

    @Test
    void timeoutsCountBehindAStepAndBehindNobodyAndNotBehindOthers() {
        assertThat(causedOf(ranAlone(100), ranUnderLoad(50), timeouts(9, 0, 9))).isZero();
        assertThat(causedOf(ranAlone(100), ranUnderLoad(50), timeouts(9, 1, 8))).isEqualTo(1);
        assertThat(causedOf(ranAlone(100), ranUnderLoad(50), timeouts(9, 0, 0))).isEqualTo(9);
    }

    @Test
    void aTimeoutBehindAStepCountsWhateverTheControlRunHas() {
        assertThat(causedOf(alone("57014", 50), ranAlone(100), ranUnderLoad(50), timeouts(9, 2, 0)))
                .isEqualTo(2);
    }

    @Test
    void aRareTimeoutBehindNobodyMayBeChance() {
        assertThat(causedOf(ranAlone(100), ranUnderLoad(50), timeouts(1, 0, 0))).isZero();
        assertThat(causedOf(ranAlone(1000), ranUnderLoad(50), timeouts(1, 0, 0)))
                .isEqualTo(1);
        assertThat(causedOf(ranUnderLoad(50), timeouts(1, 0, 0)))
                .as("an operation that the control run does not have")
                .isEqualTo(1);
    }

    private static long causedOf(Event... events) {
        DrillReport report = judged(events);
        long caused = Objects.requireNonNull(expand(report).operationErrors()).stream()
                .mapToLong(OperationErrorReport::caused)
                .sum();
        assertThat(ids(report).contains("operations-fail-under-load")).isEqualTo(caused > 0);
        return caused;
    }

    @Test
    void aHoldIsNotToldAgainWhereOperationsWaitedForIt() {
        assertThat(ids(judged(holding(5000, true), appWait(1, 4900)))).doesNotContain("lock-held-long");
    }

    @Test
    void lastAttemptIsTheOneThatCounts() {
        StatementTrace failed = statement(1, 0, List.of(), 0, 100, "55P03");
        StatementTrace passed =
                statement(2, 100, List.of(lock("public.orders", EXCLUSIVE, true, 200, 210)), 200, 210, null);

        DrillReport report = judged(step(Passage.FORWARD, null, List.of(failed, passed), 2));

        List<StatementReport> statements = expand(report).steps().get(0).statements();
        assertThat(statements).hasSize(1);
        assertThat(expand(report).steps().get(0).attempts()).isEqualTo(2);
        assertThat(Objects.requireNonNull(statements.get(0).locks()).get(0).blocks())
                .isEqualTo("every read and write");
        assertThat(ids(report)).doesNotContain("no-lock-timeout");
    }

    @Test
    void theStrongLockOnAnIndexThatAConcurrentDropHasForItselfIsNobodysMatter() {
        LockTaken index = new LockTaken("public.orders_idx", "public.orders", EXCLUSIVE, true, 5, 5, 6.0, false);
        LockTaken table = lock("public.orders", "ShareUpdateExclusiveLock", true, 0, 6);

        DrillReport concurrent =
                judged(step(Passage.FORWARD, null, List.of(statement(1, 0, List.of(index, table), 0, 6, null)), 1));
        DrillReport plain =
                judged(step(Passage.FORWARD, null, List.of(statement(1, 0, List.of(index), 0, 6, null)), 1));

        assertThat(ids(concurrent)).doesNotContain("no-lock-timeout");
        assertThat(ids(plain)).contains("no-lock-timeout");
    }

    @Test
    void victimsOfALockAreThoseThatWaitedForItWhileItWasWantedAndHeld() {
        StatementTrace holds = statement(1, 100, List.of(lock("public.orders", EXCLUSIVE, true, 0, 500)), 0, 20, null);

        DrillReport report = judged(
                step(Passage.FORWARD, null, List.of(holds), 1), at(100, 200, 1), at(120, 100, 1), at(700, 50, 2));

        assertThat(Objects.requireNonNull(expand(report)
                                .steps()
                                .get(0)
                                .statements()
                                .get(0)
                                .locks())
                        .get(0)
                        .victims())
                .isEqualTo(1);
    }

    @Test
    void lockWaitsShowWhatCountsFirstAndTheLongestFirst() {
        DrillReport report = judged(wait(1, 900, REPORT, FIND), appWait(2, 100), appWait(3, 200));

        List<LockWaitReport> waits = Objects.requireNonNull(expand(report).lockWaits());
        assertThat(waits).extracting(LockWaitReport::waitMs).containsExactly(200.0, 100.0, 900.0);
        assertThat(waits).extracting(LockWaitReport::countsAgainst).containsExactly("migrate 2", "migrate 2", null);
        assertThat(waits.get(0).root().other()).isEqualTo("long-report");
        assertThat(waits.get(0).blocker().step()).isEqualTo("migrate 2");
        assertThat(waits.get(0).waiter().operation()).isEqualTo("find");
        assertThat(Objects.requireNonNull(report.load()).lockWaits()).isEqualTo(3);
    }

    @Test
    void withoutALoadRehearsalItsPartsAreNotMeasuredAndSaySo() {
        DrillReport report = new RecordingBuilder().judged();

        assertThat(report.load()).isNull();
        assertThat(expand(report).lockWaits()).isNull();
        assertThat(expand(report).outages()).isNull();
        assertThat(report.notMeasured())
                .filteredOn(gap -> gap.reason().contains("not rehearsed under load"))
                .extracting(NotMeasured::key)
                .contains("load", "phases[].lockWaits", "phases[].traffic", "phases[].outages");
    }

    @Test
    void twentyThousandWaitsMakeAReportThatCanBeRead() {
        Event[] waits = IntStream.range(0, 20_000)
                .mapToObj(run -> at(run * 0.2, 3000, run))
                .toArray(Event[]::new);

        DrillReport report = judged(waits);

        assertThat(Objects.requireNonNull(report.load()).lockWaits()).isEqualTo(20_000);
        assertThat(expand(report).lockWaits()).hasSize(100);
        assertThat(outages(report)).singleElement().satisfies(outage -> assertThat(outage.waiters())
                .isEqualTo(20_000));
    }

    @Test
    void generatorThatWasLateForLongIsNoted() {
        Event late = new LoadEvent.GeneratorLate(LoadRun.SUBJECT, 0, 1500, 80);

        assertThat(ids(judged(late, new LoadEvent.LoadEnded(LoadRun.SUBJECT, 10_000))))
                .contains("evidence-limited");
        assertThat(ids(judged(late, new LoadEvent.LoadEnded(LoadRun.SUBJECT, 20_000))))
                .doesNotContain("evidence-limited");
    }

    @Test
    void generatorThatWasLateForMostOfAStepIsNoted() {
        Event late = new LoadEvent.GeneratorLate(LoadRun.SUBJECT, 1000, 1400, 80);
        Event end = new LoadEvent.LoadEnded(LoadRun.SUBJECT, 20_000);

        assertThat(ids(judged(late, end, momentUntil(2000)))).contains("evidence-limited");
        assertThat(ids(judged(late, end, momentUntil(2500)))).doesNotContain("evidence-limited");
    }

    @Test
    void strongLockThatWasAskedForWhenTheAdversariesHadLeftIsNoted() {
        assertThat(ids(judged(adversaryUntil(400), tried(1, 500)))).contains("evidence-limited");
        assertThat(ids(judged(adversaryUntil(600), tried(1, 500)))).doesNotContain("evidence-limited");
        assertThat(ids(judged(tried(1, 500)))).doesNotContain("evidence-limited");
    }

    @Test
    void strongLockThatWasTriedForBesideTheAdversariesIsNoGap() {
        StatementTrace early = statement(1, 100, List.of(), 300, 400, "55P03");
        StatementTrace late =
                statement(2, 100, List.of(lock("public.orders", EXCLUSIVE, true, 500, 510)), 500, 510, null);

        assertThat(ids(judged(adversaryUntil(400), step(Passage.FORWARD, null, List.of(early, late), 2))))
                .doesNotContain("evidence-limited");
    }

    @Test
    void statementWhoseLocksNobodySawIsNotedUnlessItsTimeoutBoundsThem() {
        assertThat(ids(judged(unseen(0)))).contains("evidence-limited");
        assertThat(ids(judged(unseen(100)))).doesNotContain("evidence-limited");
    }

    @Test
    void commandWhoseStatementsNobodySawIsNoted() {
        Event command = new LoadEvent.LoadStepRan(
                "expand", "run 1", "run", Passage.FORWARD, 0, 1000, true, null, null, List.of(), List.of(), null);

        assertThat(ids(judged(command))).contains("evidence-limited");
        assertThat(ids(judged(step(Passage.FORWARD, null, List.of(), 1)))).doesNotContain("evidence-limited");
    }

    private static Event momentUntil(double endMs) {
        return new LoadEvent.LoadMoment(LoadRun.SUBJECT, "expand", FORWARD, 1000, endMs, List.of("1"));
    }

    private static Event adversaryUntil(double endMs) {
        return new LoadEvent.AdversaryRan(LoadRun.SUBJECT, "expand", FORWARD, "dump", "has read 2 tables", 0, endMs);
    }

    private static Event tried(int attempt, double startMs) {
        return step(
                Passage.FORWARD,
                null,
                List.of(statement(
                        attempt,
                        100,
                        List.of(lock("public.orders", EXCLUSIVE, true, startMs, startMs + 10)),
                        startMs,
                        startMs + 10,
                        null)),
                1);
    }

    private static Event unseen(long lockTimeoutMs) {
        return step(Passage.FORWARD, null, List.of(statement(1, lockTimeoutMs, null, 0, 5, null)), 1);
    }

    private static DrillReport judged(Event... events) {
        return new RecordingBuilder()
                .with(new DrillEvent.GoldenCopyBuilt(
                        false,
                        Map.of("orders", 200_000L, "kinds", 20L, "notes", 0L),
                        Map.of("orders", 200_000L, "kinds", 20L),
                        1,
                        1))
                .with(new LoadEvent.LoadStarted(LoadRun.SUBJECT, List.of(), Map.of(), Map.of(), List.of()))
                .with(events)
                .judged();
    }

    private static List<String> ids(DrillReport report) {
        return report.findings().stream().map(Finding::id).toList();
    }

    private static PhaseReport expand(DrillReport report) {
        return report.phases().get(0);
    }

    private static List<OutageReport> outages(DrillReport report) {
        return Objects.requireNonNull(expand(report).outages());
    }

    private static LockWaited appWait(long run, double waitMs) {
        return wait(run, waitMs, REPORT, STEP, FIND);
    }

    private static LockWaited at(double startMs, double waitMs, long run) {
        return wait(startMs, run, waitMs, REPORT, STEP, FIND);
    }

    private static LockWaited wait(long run, double waitMs, Party... queue) {
        return wait(0, run, waitMs, queue);
    }

    private static LockWaited wait(double startMs, long run, double waitMs, Party... queue) {
        boolean step = queue[queue.length - 2].kind() == PartyKind.STEP;
        return new LockWaited(
                LoadRun.SUBJECT,
                "expand",
                FORWARD,
                startMs,
                waitMs,
                queue[queue.length - 1],
                run,
                queue[queue.length - 2],
                queue[0],
                List.of(queue),
                "relation",
                "public.orders",
                "AccessShareLock",
                "granted",
                true,
                step ? "migrate 2" : null);
    }

    private static Event control(LockWaited wait) {
        return new LockWaited(
                LoadRun.CONTROL,
                wait.phase(),
                "control",
                wait.startMs(),
                wait.waitMs(),
                wait.waiter(),
                wait.runId(),
                wait.blocker(),
                wait.root(),
                wait.queue(),
                wait.lockType(),
                wait.relation(),
                wait.mode(),
                wait.ended(),
                wait.exact(),
                wait.step());
    }

    private static Event errors(String sqlState, long count, long hidden) {
        return errors(sqlState, count, 0, 0, hidden);
    }

    private static Event timeouts(long count, long behindStep, long behindOthers) {
        return errors("57014", count, behindStep, behindOthers, 0);
    }

    private static Event errors(String sqlState, long count, long behindStep, long behindOthers, long hidden) {
        return new LoadEvent.OperationErrors(
                LoadRun.SUBJECT,
                "expand",
                FORWARD,
                "migrate 2",
                "1",
                "find",
                sqlState,
                "it went wrong",
                count,
                behindStep,
                behindOthers,
                hidden,
                10,
                20);
    }

    private static Event alone(String sqlState, long count) {
        return new LoadEvent.OperationErrors(
                LoadRun.CONTROL,
                "expand",
                "control",
                null,
                "1",
                "find",
                sqlState,
                "it went wrong",
                count,
                0,
                0,
                0,
                1,
                1);
    }

    private static Event ranAlone(long count) {
        return new LoadEvent.TrafficSeen(
                LoadRun.CONTROL, "expand", "control", "1", "find", count, 0, 0, 0, null, null, null);
    }

    private static Event ranUnderLoad(long count) {
        return new LoadEvent.TrafficSeen(
                LoadRun.SUBJECT, "expand", FORWARD, "1", "find", count, 0, 0, 0, null, null, null);
    }

    private static Event rewriting(String table, long afterBytes) {
        StatementTrace statement = new StatementTrace(
                1,
                7,
                "V2__on.sql",
                3,
                "ALTER TABLE x",
                0,
                50,
                60.0,
                0L,
                null,
                null,
                100L,
                0L,
                List.of(lock(table, EXCLUSIVE, true, 0, 60)),
                List.of(table),
                List.of(table),
                1L,
                0L,
                List.of(new TableSize(table, 9_000_000L, afterBytes)),
                List.of(),
                List.of());
        return step(Passage.FORWARD, null, List.of(statement), 1);
    }

    private static Event scanning(String mode) {
        StatementTrace statement = new StatementTrace(
                1,
                7,
                "V2__on.sql",
                3,
                "CREATE INDEX",
                0,
                50,
                60.0,
                0L,
                null,
                null,
                100L,
                0L,
                List.of(lock("public.orders", mode, true, 0, 60)),
                List.of(),
                List.of("public.orders"),
                1L,
                0L,
                List.of(),
                List.of(),
                List.of());
        return step(Passage.FORWARD, null, List.of(statement), 1);
    }

    private static Event holding(double ms, boolean existedBefore) {
        return step(
                Passage.FORWARD,
                null,
                List.of(statement(1, 100, List.of(lock("public.orders", EXCLUSIVE, existedBefore, 0, ms)), 0, 5, null)),
                1);
    }

    private static Event taking(long lockTimeoutMs, String mode) {
        return step(
                Passage.FORWARD,
                null,
                List.of(statement(1, lockTimeoutMs, List.of(lock("public.orders", mode, true, 0, 5)), 0, 5, null)),
                1);
    }

    private static StatementTrace statement(
            int attempt,
            long lockTimeoutMs,
            @Nullable List<LockTaken> locks,
            double start,
            double end,
            @Nullable String state) {
        return new StatementTrace(
                attempt,
                7,
                "V2__on.sql",
                3,
                "ALTER TABLE orders ADD note text",
                start,
                end,
                end + 1,
                0L,
                state,
                state == null ? null : "it went wrong",
                lockTimeoutMs,
                0L,
                locks,
                List.of(),
                List.of(),
                1L,
                0L,
                List.of(),
                List.of(),
                List.of());
    }

    private static LockTaken lock(String table, String mode, boolean existedBefore, double from, double to) {
        return new LockTaken(table, table, mode, existedBefore, from, from, to, true);
    }

    private static Failure failure() {
        return new Failure("55P03", "canceling statement due to lock timeout", "ALTER TABLE", "V2__on.sql", 3);
    }

    private static Event ran(Passage passage, @Nullable Failure error) {
        return step(passage, error, List.of(), 1);
    }

    private static Event step(Passage passage, @Nullable Failure error, List<StatementTrace> statements, int attempts) {
        return new LoadEvent.LoadStepRan(
                "expand",
                "migrate 2",
                "migrate",
                passage,
                0,
                1000,
                error == null,
                "V2__on.sql",
                error,
                IntStream.range(0, attempts)
                        .mapToObj(i -> new AttemptSeen(i * 100, i * 100 + 50, null))
                        .toList(),
                statements,
                null);
    }
}
