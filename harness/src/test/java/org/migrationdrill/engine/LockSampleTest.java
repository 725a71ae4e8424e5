package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockSampleTest {
    private static final Instant NOW = Instant.parse("2026-11-21T13:00:00Z");
    private static final LockTag ORDERS = LockTag.of("relation 5 of database 1");

    private static final int READER = 1;
    private static final int WRITER = 2;
    private static final int MIGRATION = 3;
    private static final int APP = 4;
    private static final int OTHER_APP = 5;

    @Test
    void aReaderBehindAnAlterWaitsForTheAlterAndNotForTheReaderBeforeIt() {
        LockRow alter = waits(MIGRATION, LockMode.ACCESS_EXCLUSIVE, 10);
        LockRow read = waits(APP, LockMode.ACCESS_SHARE, 20);
        LockSample sample = sample(read, has(READER, LockMode.ACCESS_SHARE), alter);

        assertThat(sample.blockersOf(read)).containsExactly(MIGRATION);
        assertThat(sample.blockersOf(alter)).containsExactly(READER);
        assertThat(sample.waiters()).containsExactly(alter, read);
    }

    @Test
    void twoReadersDoNotWaitForEachOther() {
        LockRow read = waits(OTHER_APP, LockMode.ACCESS_SHARE, 30);
        LockSample sample =
                sample(has(MIGRATION, LockMode.ACCESS_EXCLUSIVE), waits(APP, LockMode.ACCESS_SHARE, 20), read);

        assertThat(sample.blockersOf(read)).containsExactly(MIGRATION);
    }

    @Test
    void theLastConflictingRequestBeforeItIsWhoAWaiterWaitsFor() {
        LockRow write = waits(OTHER_APP, LockMode.ROW_EXCLUSIVE, 30);
        LockSample sample = sample(
                has(READER, LockMode.ACCESS_SHARE),
                waits(MIGRATION, LockMode.ACCESS_EXCLUSIVE, 10),
                waits(WRITER, LockMode.SHARE, 20),
                waits(APP, LockMode.ACCESS_SHARE, 25),
                write);

        assertThat(sample.blockersOf(write)).containsExactly(WRITER);
    }

    @Test
    void allWhoHaveTheLockInAConflictingModeAreWaitedFor() {
        LockRow build = waits(MIGRATION, LockMode.SHARE, 10);
        LockSample sample = sample(
                has(WRITER, LockMode.ROW_EXCLUSIVE),
                has(APP, LockMode.ROW_EXCLUSIVE),
                has(READER, LockMode.ACCESS_SHARE),
                build);

        assertThat(sample.blockersOf(build)).containsExactlyInAnyOrder(WRITER, APP);
    }

    @Test
    void whoHasTheLockPassesThoseThatWaitForHim() {
        LockRow stronger = waits(APP, LockMode.ROW_EXCLUSIVE, 20);
        LockRow alter = waits(MIGRATION, LockMode.ACCESS_EXCLUSIVE, 10);
        LockSample sample = sample(has(APP, LockMode.ACCESS_SHARE), has(WRITER, LockMode.SHARE), alter, stronger);

        assertThat(sample.blockersOf(stronger)).containsExactly(WRITER);
    }

    @Test
    void aWaiterWithoutABeginningHasJustBegun() {
        LockRow fresh = new LockRow(APP, ORDERS, LockMode.ACCESS_SHARE, false, null);
        LockSample sample =
                sample(fresh, has(READER, LockMode.ACCESS_SHARE), waits(MIGRATION, LockMode.ACCESS_EXCLUSIVE, 10));

        assertThat(sample.blockersOf(fresh)).containsExactly(MIGRATION);
    }

    @Test
    void aRowThatIsWaitedForIsOfTheTableWhoseTupleTheWaiterHas() {
        LockTag transaction = LockTag.of("transaction 700");
        LockRow waiter = new LockRow(APP, transaction, LockMode.SHARE, false, NOW);
        LockRow tuple =
                new LockRow(APP, LockTag.of("tuple (0,1) of relation 5 of database 1"), LockMode.EXCLUSIVE, true, null);
        LockSample sample = sample(waiter, tuple, new LockRow(MIGRATION, transaction, LockMode.EXCLUSIVE, true, null));

        assertThat(sample.rowRelationOf(waiter)).isEqualTo(5);
        assertThat(sample.blockersOf(waiter)).containsExactly(MIGRATION);
    }

    private static LockSample sample(LockRow... rows) {
        return new LockSample(NOW.plusMillis(100), List.of(rows));
    }

    private static LockRow has(int pid, LockMode mode) {
        return new LockRow(pid, ORDERS, mode, true, null);
    }

    private static LockRow waits(int pid, LockMode mode, long sinceMs) {
        return new LockRow(pid, ORDERS, mode, false, NOW.plusMillis(sinceMs));
    }
}
