package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.observe.LockWait.Ended;

/** Process 1 has the lock, process 4 waits for it. */
class JoinedWaitsTest {
    private static final Instant ZERO = Instant.parse("2026-11-21T13:00:00Z");
    private static final Axis AXIS = new Axis(0, ZERO);
    private static final LockTag ORDERS = LockTag.of("relation 5 of database 1");
    private static final int HOLDER = 1;
    private static final int APP = 4;
    private static final double END_MS = 10_000;
    private static final IntPredicate ALL = pid -> true;
    private static final IntPredicate NONE = pid -> false;

    private final SampledWaits sampled = new SampledWaits(AXIS);
    private final SessionsSeen sessions = new SessionsSeen();
    private final LoggedWaits logged = new LoggedWaits(AXIS, "d");

    @Test
    void aWaitThatBothSawBeginsAsSampledAndLastsAsLogged() {
        sample(20, 3.2);
        sample(40, 3.2);
        sampleOfNobody(60);
        log(15, "LOG", "", "process 4 still waiting for AccessShareLock on relation 5 of database 1 after 10.000 ms");
        log(46, "LOG", "", "process 4 acquired AccessShareLock on relation 5 of database 1 after 42.500 ms");

        Wait wait = only(ALL);

        assertThat(wait.startMs()).isCloseTo(3.2, within(0.001));
        assertThat(wait.lastedMs()).isCloseTo(42.5, within(0.001));
        assertThat(wait.ended()).isEqualTo(Ended.GRANTED);
        assertThat(wait.exact()).isTrue();
        assertThat(wait.blockers()).isEqualTo(Map.of(HOLDER, 36.8));
    }

    @Test
    void aWaitThatOnlySamplesSawEndsBetweenTwoOfThem() {
        sample(20, 3);
        sample(40, 3);
        sampleOfNobody(60);

        Wait wait = only(NONE);

        assertThat(wait.startMs()).isEqualTo(3);
        assertThat(wait.endMs()).isEqualTo(50);
        assertThat(wait.ended()).isEqualTo(Ended.GRANTED);
        assertThat(wait.exact()).isFalse();
    }

    @Test
    void aWaitThatOnlySamplesSawEndsExactlyWhereTheLogHasItsSessionsError() {
        sample(20, 3);
        log(30, "ERROR", "55P03", "canceling statement due to lock timeout");
        sampleOfNobody(40);

        Wait wait = only(NONE);

        assertThat(wait.endMs()).isEqualTo(30.5);
        assertThat(wait.ended()).isEqualTo(Ended.TIMED_OUT);
        assertThat(wait.exact()).isTrue();
    }

    @Test
    void anErrorOfAnotherTimeEndsNoWait() {
        log(10, "ERROR", "55P03", "canceling statement due to lock timeout");
        sample(20, 15);
        sampleOfNobody(40);
        log(50, "ERROR", "57014", "canceling statement due to user request");

        assertThat(only(NONE).ended()).isEqualTo(Ended.GRANTED);
    }

    @Test
    void aShortWaitOfASessionThatIsLoggedEarlyIsLeftOutAndOfAnotherKept() {
        sample(20, 13);
        sampleOfNobody(40);

        assertThat(joined(ALL)).isEmpty();
        assertThat(joined(NONE)).hasSize(1);
    }

    @Test
    void aLongWaitThatTheLogMissedIsKept() {
        sample(20, 3);
        sampleOfNobody(40);

        assertThat(joined(ALL)).hasSize(1);
    }

    @Test
    void aTimeoutThatWasCaughtEndsWhereSamplesNoLongerSeeIt() {
        log(15, "LOG", "", "process 4 still waiting for AccessShareLock on relation 5 of database 1 after 10.000 ms");
        sample(20, 5);
        sample(40, 5);
        sampleOfNobody(60);
        log(900, "ERROR", "57014", "canceling statement due to statement timeout");

        Wait wait = only(ALL);

        assertThat(wait.endMs()).isEqualTo(50);
        assertThat(wait.ended()).isEqualTo(Ended.TIMED_OUT);
        assertThat(wait.exact()).isFalse();
    }

    @Test
    void aWaitThatOnlyTheLogSawAndThatNothingEndsIsOverUnlessItHasJustBegun() {
        log(15, "LOG", "", "process 4 still waiting for AccessShareLock on relation 5 of database 1 after 10.000 ms");
        assertThat(only(ALL).ended()).isEqualTo(Ended.TIMED_OUT);
        assertThat(only(ALL).lastedMs()).isEqualTo(10);

        log(9990, "LOG", "", "process 4 still waiting for ShareLock on transaction 7 after 10.000 ms");
        assertThat(joined(ALL)).extracting(Wait::ended).containsExactly(Ended.TIMED_OUT, Ended.UNFINISHED);
    }

    @Test
    void aWaitThatSamplesStillSeeIsUnfinished() {
        sample(20, 3);

        assertThat(only(NONE).ended()).isEqualTo(Ended.UNFINISHED);
        assertThat(only(NONE).endMs()).isEqualTo(END_MS);
    }

    @Test
    void parallelWorkersThatTheLogNamesGoByTheirLeader() {
        sessions.add(new ServerSession(12, 11, "parallel worker", ""));
        sessions.add(new ServerSession(14, APP, "parallel worker", ""));
        String waiting = "process 4 still waiting for AccessExclusiveLock on relation 5 of database 1 after 10.000 ms";
        log(15, "LOG", "", waiting, "Processes holding the lock: 14, 12, 11. Wait queue: 12, 14, 4.");

        assertThat(only(ALL).holders()).containsExactly(11);
        assertThat(only(ALL).ahead()).containsExactly(11);
    }

    @Test
    void whoIsInADeadlockWithTheWaiterIsNamedByItsErrorWhateverElseIsInTheWay() {
        sample(20, 3);
        sessions.add(new ServerSession(12, 11, "parallel worker", ""));
        String found = "process 4 detected deadlock while waiting for AccessShareLock on relation 5 of database 1";
        log(23, "LOG", "", found + " after 20.000 ms", "Processes holding the lock: 1, 12. Wait queue: .");
        log(23, "ERROR", "40P01", "deadlock detected", """
                Process 4 waits for AccessShareLock on relation 5 of database 1; blocked by process 12.
                Process 12 waits for ShareLock on transaction 7; blocked by process 4.""");

        assertThat(only(ALL).blockers()).containsOnlyKeys(11);
    }

    private Wait only(IntPredicate loggedEarly) {
        List<Wait> waits = joined(loggedEarly);
        assertThat(waits).hasSize(1);
        return waits.get(0);
    }

    private List<Wait> joined(IntPredicate loggedEarly) {
        return new JoinedWaits(logged, sampled, sessions, loggedEarly, new RelationNames(), END_MS).all();
    }

    /** A sample in which process 4 waits since that moment. */
    private void sample(double atMs, double sinceMs) {
        LockRow holder = new LockRow(HOLDER, ORDERS, LockMode.ACCESS_EXCLUSIVE, true, null);
        LockRow waiter = new LockRow(APP, ORDERS, LockMode.ACCESS_SHARE, false, at(sinceMs));
        sampled.add(new LockSample(at(atMs), List.of(holder, waiter)));
    }

    private void sampleOfNobody(double atMs) {
        sampled.add(new LockSample(at(atMs), List.of()));
    }

    private void log(double atMs, String severity, String state, String message) {
        log(atMs, severity, state, message, "");
    }

    private void log(double atMs, String severity, String state, String message, String detail) {
        ServerSession session = new ServerSession(APP, APP, "client backend", "");
        logged.add(new LogLine(at(atMs), session, "d", severity, state, message, detail, ""));
    }

    private static Instant at(double ms) {
        return ZERO.plus(Duration.ofNanos(Math.round(ms * 1e6)));
    }
}
