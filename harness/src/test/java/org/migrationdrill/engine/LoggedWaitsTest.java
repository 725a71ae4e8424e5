package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.observe.LockWait.Ended;

/** Lines as PostgreSQL 18.6 wrote them. */
class LoggedWaitsTest {
    private static final List<String> LINES = lines();
    private static final Axis AXIS = new Axis(0, Instant.parse("2026-11-21T13:07:59Z"));

    private final LoggedWaits waits = read("d");

    @Test
    void aWaitThatIsGrantedLastsAsLongAsTheServerSays() {
        LoggedWait wait = only(25535);

        assertThat(wait.tag()).isEqualTo(new LockTag("relation", "relation 16430 of database 16428", 16430));
        assertThat(wait.mode()).isEqualTo(LockMode.ACCESS_SHARE);
        assertThat(wait.ended()).isEqualTo(Ended.GRANTED);
        assertThat(wait.closed()).isTrue();
        assertThat(wait.startMs()).isCloseTo(708.5 - 10.062, within(1.0));
        assertThat(wait.endMs() - wait.startMs()).isCloseTo(318.117, within(0.001));
        assertThat(wait.holders()).containsExactly(25525);
        assertThat(wait.ahead()).containsExactly(25533);
    }

    @Test
    void aRowsWaitNamesTheTableItsContextNames() {
        assertThat(only(25549).rowOf()).isEqualTo("orders");
        assertThat(only(25549).tag()).isEqualTo(new LockTag("transactionid", "transaction 764", 0));
        assertThat(only(25551).tag())
                .isEqualTo(new LockTag("tuple", "tuple (0,1) of relation 16430 of database 16428", 16430));
        assertThat(only(25551).holders()).containsExactly(25549);
        assertThat(only(25755).rowOf()).isEqualTo("orders_pkey");
    }

    @Test
    void whatEndsAWaitIsToldByItsSqlState() {
        assertThat(only(25567).ended()).as("lock timeout").isEqualTo(Ended.TIMED_OUT);
        assertThat(only(25568).ended()).as("statement timeout").isEqualTo(Ended.TIMED_OUT);
        assertThat(only(25565).ended()).as("cancelled by somebody").isEqualTo(Ended.CANCELLED);
        assertThat(only(25578).ended()).as("its session was ended").isEqualTo(Ended.CANCELLED);
        assertThat(List.of(only(25567), only(25568), only(25565), only(25578))).allMatch(LoggedWait::closed);
        assertThat(only(25567).endMs() - only(25567).startMs()).isCloseTo(50, within(2.0));
    }

    @Test
    void aTimeoutThatWasCaughtIsClosedByTheNextWait() {
        List<LoggedWait> both = of(25566);

        assertThat(both).extracting(LoggedWait::ended).containsExactly(Ended.TIMED_OUT, Ended.GRANTED);
        assertThat(both).extracting(LoggedWait::closed).containsExactly(false, true);
        assertThat(both.get(0).endMs()).isLessThanOrEqualTo(both.get(1).startMs());
    }

    @Test
    void aTimeoutThatWasCaughtAndFollowedByNothingIsOpen() {
        assertThat(only(25569).ended()).isEqualTo(Ended.UNFINISHED);
    }

    @Test
    void aDeadlockHasItsVictimAndWhoWentOn() {
        assertThat(only(25592).ended()).isEqualTo(Ended.DEADLOCK);
        assertThat(only(25592).holders()).containsExactly(25589);
        assertThat(only(25592).ahead()).isEmpty();
        assertThat(only(25599).ended()).isEqualTo(Ended.DEADLOCK);
        assertThat(only(25597).ended()).isEqualTo(Ended.GRANTED);
        assertThat(only(25592).deadlockedBy()).isEqualTo(25589);
        assertThat(only(25597).deadlockedBy()).isNull();
    }

    @Test
    void theLocksOfAConcurrentBuildFollowEachOther() {
        assertThat(of(25748))
                .extracting(LoggedWait::tag)
                .containsExactly(
                        new LockTag("virtualxid", "virtual transaction 44/2", 0),
                        new LockTag("virtualxid", "virtual transaction 45/2", 0));
    }

    @Test
    void advisoryLocksAreToldApart() {
        assertThat(only(25738).tag()).isEqualTo(new LockTag("advisory", "advisory lock [16428,1,2,2]", 0));
        assertThat(only(25738).mode()).isEqualTo(LockMode.EXCLUSIVE);
        assertThat(only(25737).mode()).isEqualTo(LockMode.SHARE);
    }

    @Test
    void theEndsOfStatementsAreKeptForSessionsWhoseWaitsAreNotLogged() {
        double fromMs = only(25567).startMs();

        assertThat(waits.endingOf(25567, fromMs, fromMs + 1000))
                .hasValueSatisfying(ending -> assertThat(ending.ended()).isEqualTo(Ended.TIMED_OUT));
        assertThat(waits.endingOf(25567, fromMs, fromMs + 20)).isEmpty();
        assertThat(waits.endingOf(1, 0, Double.POSITIVE_INFINITY)).isEmpty();
    }

    @Test
    void anotherDatabasesWaitsAreNotThisOnes() {
        assertThat(read("other").all()).isEmpty();
    }

    @Test
    void aQueueThatWasRearrangedIsStillWaitedIn() {
        LockMessage message = LockMessage.of(line("process 7 avoided deadlock for ShareLock on transaction 9 by"
                        + " rearranging queue order after 10.500 ms"))
                .orElseThrow();

        assertThat(message.kind()).isEqualTo(LockMessage.Kind.STILL_WAITING);
        assertThat(message.tag()).isEqualTo(LockTag.of("transaction 9"));
        assertThat(message.waitedMs()).isEqualTo(10.5);
    }

    @Test
    void severalHoldersAreAllTaken() {
        LogLine line = LogLine.parse("""
                {"timestamp":"2026-11-21 13:08:00.000 UTC","pid":7,"dbname":"d","error_severity":"LOG",\
                "message":"process 7 still waiting for AccessExclusiveLock on relation 5 of database 1 after 10.000 ms",\
                "detail":"Processes holding the lock: 3, 4. Wait queue: 7.","backend_type":"parallel worker",\
                "leader_pid":6}""").orElseThrow();

        assertThat(LockMessage.of(line).orElseThrow().holders()).containsExactly(3, 4);
        assertThat(line.session()).isEqualTo(new ServerSession(7, 6, "parallel worker", ""));
    }

    @Test
    void whatIsNoLineOfTheLogIsPassedOver() {
        assertThat(LogLine.parse("{\"timestamp\":\"2026-11-21 13:08")).isEmpty();
        assertThat(LogLine.parse("{}")).isEmpty();
        assertThat(LockMessage.of(line("checkpoint starting: time"))).isEmpty();
    }

    private LoggedWait only(int pid) {
        assertThat(of(pid)).hasSize(1);
        return of(pid).get(0);
    }

    private List<LoggedWait> of(int pid) {
        return waits.all().stream().filter(wait -> wait.pid() == pid).toList();
    }

    private static LoggedWaits read(String database) {
        LoggedWaits waits = new LoggedWaits(AXIS, database);
        LINES.forEach(line -> waits.add(LogLine.parse(line).orElseThrow()));
        return waits;
    }

    private static LogLine line(String message) {
        return new LogLine(
                AXIS.zeroOnServer(), new ServerSession(7, 7, "client backend", ""), "d", "LOG", "", message, "", "");
    }

    private static List<String> lines() {
        try (InputStream log = Objects.requireNonNull(LoggedWaitsTest.class.getResourceAsStream("lock-log.jsonl"))) {
            return new String(log.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
