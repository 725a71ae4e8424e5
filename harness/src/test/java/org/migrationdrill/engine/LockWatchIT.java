package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.engine.Actor.Took;
import org.migrationdrill.observe.LockWait;
import org.migrationdrill.observe.LockWait.Ended;

class LockWatchIT {
    /** For one run on a machine with other things to do; planted outages hold the median of several to 15 ms. */
    private static final double CLOCKS_AGREE_MS = 60;

    /** A session hears of its wait's end later than it ends, on a busy machine much later. */
    private static final double HEARD_WITHIN_MS = 60;

    private static final double SAMPLES_APART_MS = 60;

    private Stage stage;

    @BeforeEach
    void open() throws SQLException {
        stage = new Stage(
                TestServer.fresh("watch"),
                "CREATE TABLE orders (id int PRIMARY KEY, note text)",
                "INSERT INTO orders SELECT g, 'x' FROM generate_series(1, 100) g",
                "CREATE TABLE customers (id int PRIMARY KEY, note text)",
                "INSERT INTO customers VALUES (1, 'x')");
    }

    @AfterEach
    void close() throws SQLException {
        stage.close();
    }

    @Test
    void whoQueuesBehindAnAlterThatQueuesBehindAReaderIsSeenWithBoth() throws SQLException {
        Actor reader = stage.adversary();
        Actor migration = stage.migration();
        Actor first = stage.app();
        Actor second = stage.app();
        List<Took> reads = new ArrayList<>();
        List<Took> alters = new ArrayList<>();

        for (int round = 0; round < 5; round++) {
            reader.run("BEGIN; SELECT count(*) FROM orders");
            CompletableFuture<Took> alter = migration.startAndWait("ALTER TABLE orders ALTER note SET DEFAULT 'y'");
            CompletableFuture<Took> firstRead = first.startAndWait("SELECT note FROM orders WHERE id = 1");
            CompletableFuture<Took> secondRead = second.startAndWait("SELECT note FROM orders WHERE id = 2", 200);
            reader.run("COMMIT");
            reads.add(firstRead.join());
            secondRead.join();
            alters.add(alter.join());
        }

        assertThat(stage.waitsOf(first)).hasSize(5).allSatisfy(wait -> {
            assertThat(wait.queue()).containsExactly(reader.pid(), migration.pid(), first.pid());
            assertThat(wait.blocker()).isEqualTo(migration.pid());
            assertThat(wait.root()).isEqualTo(reader.pid());
            assertThat(wait.lockType()).isEqualTo("relation");
            assertThat(wait.relation()).isEqualTo("public.orders");
            assertThat(wait.mode()).isEqualTo("AccessShareLock");
            assertThat(wait.ended()).isEqualTo(Ended.GRANTED);
            assertThat(wait.exact()).isTrue();
        });
        assertThat(stage.waitsOf(second)).hasSize(5).allSatisfy(wait -> assertThat(wait.queue())
                .as("two readers go together, so neither waits for the other")
                .containsExactly(reader.pid(), migration.pid(), second.pid()));
        assertThat(stage.waitsOf(migration)).hasSize(5).allSatisfy(wait -> {
            assertThat(wait.queue()).containsExactly(reader.pid(), migration.pid());
            assertThat(wait.mode()).isEqualTo("AccessExclusiveLock");
            assertThat(wait.ended()).isEqualTo(Ended.GRANTED);
            assertThat(wait.exact()).as("its log begins after a second").isFalse();
        });
        assertThat(Clocks.medianDifference(stage.waitsOf(first), reads)).isLessThan(CLOCKS_AGREE_MS);
        assertThat(Clocks.medianDifference(stage.waitsOf(migration), alters)).isLessThan(CLOCKS_AGREE_MS);
        assertThat(stage.waitsOf(first).get(0).startMs()).isCloseTo(reads.get(0).startMs(), within(CLOCKS_AGREE_MS));
    }

    @Test
    void theSessionsOfAQueueAreKnownByTheirNames() throws SQLException {
        Actor migration = stage.migration();
        Actor app = stage.app();
        migration.run("BEGIN; LOCK orders");
        CompletableFuture<Took> read = app.startAndWait("SELECT 1 FROM orders", 100);
        migration.run("COMMIT");
        read.join();

        LockWait wait = only(stage.waitsOf(app));
        assertThat(stage.watch().session(wait.root())).hasValueSatisfying(session -> {
            assertThat(session.backendType()).isEqualTo("client backend");
            assertThat(session.applicationName()).isEqualTo("migration");
        });
        assertThat(stage.watch().limits()).isEmpty();
    }

    @Test
    void aWaitThatALockTimeoutEndsHasTimedOut() throws SQLException {
        Actor migration = stage.migration();
        Actor app = stage.app();
        Actor other = stage.app();
        migration.run("BEGIN; LOCK orders");
        app.run("SET lock_timeout = '80ms'");
        other.run("SET statement_timeout = '120ms'");
        CompletableFuture<Took> read = app.start("SELECT 1 FROM orders");
        Took counted = other.run("SELECT 1 FROM orders");

        assertThat(read.join().sqlState()).isEqualTo("55P03");
        assertThat(counted.sqlState()).isEqualTo("57014");
        assertEnded(only(stage.waitsOf(app)), Ended.TIMED_OUT, read.join());
        assertEnded(only(stage.waitsOf(other)), Ended.TIMED_OUT, counted);
    }

    @Test
    void theMigrationsOwnLockTimeoutIsItsWaitsExactEnd() throws SQLException {
        Actor app = stage.app();
        Actor migration = stage.migration();
        app.run("BEGIN; SELECT 1 FROM orders");

        migration.run("SET lock_timeout = '150ms'");
        Took alter = migration.run("ALTER TABLE orders ADD total int");

        assertThat(alter.sqlState()).isEqualTo("55P03");
        LockWait wait = only(stage.waitsOf(migration));
        assertEnded(wait, Ended.TIMED_OUT, alter);
        assertThat(wait.queue()).containsExactly(app.pid(), migration.pid());
    }

    @Test
    void aWaitOfMoreThanASecondIsExactWhoeverWaits() throws SQLException {
        Actor app = stage.app();
        Actor migration = stage.migration();
        app.run("BEGIN; SELECT 1 FROM orders");
        CompletableFuture<Took> alter = migration.startAndWait("ALTER TABLE orders ADD total int", 1100);
        app.run("COMMIT");

        LockWait wait = joined(alter, migration);
        assertEnded(wait, Ended.GRANTED, alter.join());
    }

    @Test
    void aWaitThatIsCancelledSaysSo() throws SQLException {
        Actor migration = stage.migration();
        Actor app = stage.app();
        migration.run("BEGIN; LOCK orders");
        CompletableFuture<Took> read = app.startAndWait("SELECT 1 FROM orders", 100);
        app.cancel();
        Took took = read.join();

        assertEnded(only(stage.waitsOf(app)), Ended.CANCELLED, took);
    }

    @Test
    void aWaitWhoseSessionIsEndedIsCancelled() throws SQLException {
        Actor migration = stage.migration();
        Actor app = stage.app();
        migration.run("BEGIN; LOCK orders");
        CompletableFuture<Took> read = app.startAndWait("SELECT 1 FROM orders", 100);
        Actor.only(stage.admin(), "SELECT pg_terminate_backend(" + app.pid() + ", 5000)");
        Took took = read.join();

        assertEnded(only(stage.waitsOf(app)), Ended.CANCELLED, took);
    }

    @Test
    void aDeadlockIsSeenFromBothSides() throws SQLException {
        Actor patient = stage.migration();
        Actor app = stage.app();
        patient.run("BEGIN; UPDATE orders SET note = 'a' WHERE id = 1");
        app.run("BEGIN; UPDATE customers SET note = 'b' WHERE id = 1");
        CompletableFuture<Took> waits = patient.startAndWait("UPDATE customers SET note = 'a' WHERE id = 1", 200);
        Took broken = app.run("UPDATE orders SET note = 'b' WHERE id = 1");
        Took granted = waits.join();

        assertThat(broken.sqlState()).isEqualTo("40P01");
        LockWait ended = only(stage.waitsOf(app));
        assertEnded(ended, Ended.DEADLOCK, broken);
        assertThat(ended.queue()).containsExactly(patient.pid(), app.pid());
        LockWait wait = only(stage.waitsOf(patient));
        assertThat(wait.ended()).isEqualTo(Ended.GRANTED);
        assertThat(wait.queue()).containsExactly(app.pid(), patient.pid());
        assertThat(wait.relation()).isEqualTo("public.customers");
        assertLasted(wait, granted);
    }

    @Test
    void whoeverElseHasTheLockADeadlocksVictimIsBlockedByWhoItWasInItWith() throws SQLException {
        for (Actor reader : List.of(stage.adversary(), stage.adversary())) {
            reader.run("BEGIN; SELECT 1 FROM orders, customers LIMIT 1");
        }
        Actor migration = stage.migration();
        Actor app = stage.app();
        migration.run("BEGIN; LOCK orders IN SHARE MODE");
        app.run("BEGIN; UPDATE customers SET note = 'b' WHERE id = 1");
        CompletableFuture<Took> waits = migration.startAndWait("LOCK customers IN SHARE MODE");
        Took broken = app.run("UPDATE orders SET note = 'b' WHERE id = 1");
        waits.join();

        assertThat(broken.sqlState()).isEqualTo("40P01");
        LockWait wait = only(stage.waitsOf(app));
        assertThat(wait.ended()).isEqualTo(Ended.DEADLOCK);
        assertThat(wait.queue()).containsExactly(migration.pid(), app.pid());
    }

    @Test
    void aRowsQueueIsSeenWithItsTable() throws SQLException {
        Actor writer = stage.migration();
        Actor first = stage.app();
        Actor second = stage.app();
        Actor third = stage.app();
        writer.run("BEGIN; UPDATE orders SET note = 'a' WHERE id = 1");
        CompletableFuture<Took> firstWrite = first.startAndWait("UPDATE orders SET note = 'b' WHERE id = 1");
        CompletableFuture<Took> secondWrite = second.startAndWait("UPDATE orders SET note = 'c' WHERE id = 1");
        CompletableFuture<Took> thirdWrite = third.startAndWait("SELECT 1 FROM orders WHERE id = 1 FOR UPDATE", 200);
        writer.run("COMMIT");
        Took took = thirdWrite.join();
        CompletableFuture.allOf(firstWrite, secondWrite).join();

        LockWait wait = only(stage.waitsOf(first));
        assertThat(wait.lockType()).isEqualTo("transactionid");
        assertThat(wait.relation()).isEqualTo("public.orders");
        assertThat(wait.mode()).isEqualTo("ShareLock");
        assertThat(wait.queue()).containsExactly(writer.pid(), first.pid());
        LockWait behind = only(stage.waitsOf(second));
        assertThat(behind.lockType()).isEqualTo("tuple");
        assertThat(behind.relation()).isEqualTo("public.orders");
        assertThat(behind.queue()).containsExactly(writer.pid(), first.pid(), second.pid());
        LockWait last = stage.waitsOf(third).get(0);
        assertThat(last.queue()).containsExactly(writer.pid(), first.pid(), second.pid(), third.pid());
        assertLasted(last, took);
    }

    @Test
    void aRowThatTheMigrationWaitsForHasItsTableFromTheSamples() throws SQLException {
        Actor app = stage.app();
        Actor migration = stage.migration();
        app.run("BEGIN; UPDATE orders SET note = 'b' WHERE id = 1");
        CompletableFuture<Took> backfill = migration.startAndWait("UPDATE orders SET note = 'a' WHERE id < 5", 200);
        app.run("COMMIT");

        LockWait wait = joined(backfill, migration);
        assertThat(wait.lockType()).isEqualTo("transactionid");
        assertThat(wait.relation()).isEqualTo("public.orders");
        assertLasted(wait, backfill.join());
    }

    @Test
    void aKeyThatSomebodyIsInsertingIsWaitedForAtItsIndex() throws SQLException {
        Actor migration = stage.migration();
        Actor app = stage.app();
        migration.run("BEGIN; INSERT INTO orders VALUES (1000, 'x')");
        CompletableFuture<Took> insert = app.startAndWait("INSERT INTO orders VALUES (1000, 'y')", 100);
        migration.run("COMMIT");

        LockWait wait = joined(insert, app);
        assertThat(insert.join().sqlState()).isEqualTo("23505");
        assertThat(wait.relation()).isEqualTo("public.orders_pkey");
        assertThat(stage.watch().tableOf(wait.relation())).hasValue("public.orders");
        assertThat(wait.ended()).isEqualTo(Ended.GRANTED);
    }

    @Test
    void aTransactionThatAConcurrentBuildWaitsForIsSeen() throws SQLException {
        Actor app = stage.app();
        Actor migration = stage.migration();
        app.run("BEGIN; UPDATE orders SET note = 'b' WHERE id = 1");
        CompletableFuture<Took> build =
                migration.startAndWait("CREATE INDEX CONCURRENTLY orders_note ON orders (note)", 200);
        app.run("COMMIT");

        LockWait wait = joined(build, migration);
        assertThat(wait.lockType()).isEqualTo("virtualxid");
        assertThat(wait.relation()).startsWith("virtual transaction ");
        assertThat(wait.root()).isEqualTo(app.pid());
        assertThat(wait.waitMs()).isBetween(180.0, build.join().ms() + SAMPLES_APART_MS);
    }

    @Test
    void advisoryLocksAreNamedByTheirKeys() throws SQLException {
        Actor migration = stage.migration();
        Actor app = stage.app();
        migration.run("BEGIN; SELECT pg_advisory_xact_lock(7, 42)");
        CompletableFuture<Took> wants = app.startAndWait("SELECT pg_advisory_xact_lock(7, 42)", 100);
        migration.run("COMMIT");

        LockWait wait = joined(wants, app);
        assertThat(wait.lockType()).isEqualTo("advisory");
        assertThat(wait.relation()).matches("advisory lock \\[\\d+,7,42,2]");
        assertThat(wait.root()).isEqualTo(migration.pid());
    }

    @Test
    void aTimeoutThatTheAppsOwnCodeCatchesEndsItsWait() throws SQLException {
        Actor migration = stage.migration();
        Actor app = stage.app();
        migration.run("BEGIN; LOCK orders");
        app.run("SET lock_timeout = '100ms'");
        Took caught = app.run("""
                DO $$ BEGIN
                    BEGIN PERFORM FROM orders; EXCEPTION WHEN lock_not_available THEN END;
                    PERFORM pg_sleep(0.3);
                END $$""");

        assertThat(caught.sqlState()).isEqualTo("00000");
        LockWait wait = only(stage.waitsOf(app));
        assertThat(wait.ended()).isEqualTo(Ended.TIMED_OUT);
        assertThat(wait.exact()).isFalse();
        assertThat(wait.waitMs()).as("not to the end of its statement").isBetween(50.0, caught.ms() - 200);
    }

    @Test
    void aWaitThatHasNotEndedIsUnfinished() throws SQLException {
        Actor migration = stage.migration();
        Actor app = stage.app();
        migration.run("BEGIN; LOCK orders");
        CompletableFuture<Took> read = app.startAndWait("SELECT 1 FROM orders", 100);

        assertThat(only(stage.waitsOf(app)).ended()).isEqualTo(Ended.UNFINISHED);
        assertThat(only(stage.waitsOf(app)).waitMs()).isGreaterThanOrEqualTo(100);
        migration.run("COMMIT");
        read.join();
    }

    @Test
    void aTableThatIsDroppedKeepsItsName() throws SQLException {
        Actor migration = stage.migration();
        Actor app = stage.app();
        migration.run("CREATE TABLE fresh (id int)");
        migration.run("BEGIN; DROP TABLE fresh");
        CompletableFuture<Took> read = app.startAndWait("SELECT 1 FROM fresh", 400);
        migration.run("COMMIT");

        assertThat(joined(read, app).relation()).isEqualTo("public.fresh");
        assertThat(read.join().sqlState()).isEqualTo("42P01");
    }

    @Test
    void whoWaitsForNobodyHasNoWaits() throws SQLException {
        Actor migration = stage.migration();
        Actor app = stage.app();
        migration.run("BEGIN; SELECT 1 FROM orders");
        app.run("SELECT 1 FROM orders");
        migration.run("COMMIT");

        assertThat(stage.waitsOf(app)).isEmpty();
        assertThat(stage.waitsOf(migration)).isEmpty();
    }

    private LockWait joined(CompletableFuture<Took> run, Actor waiter) throws SQLException {
        run.join();
        return only(stage.waitsOf(waiter));
    }

    private static LockWait only(List<LockWait> waits) {
        assertThat(waits).hasSize(1);
        return waits.get(0);
    }

    private static void assertEnded(LockWait wait, Ended ended, Took own) {
        assertThat(wait.ended()).isEqualTo(ended);
        assertThat(wait.exact()).isTrue();
        assertThat(wait.waitMs()).isBetween(own.ms() - HEARD_WITHIN_MS, own.ms() + 1);
    }

    /** Of a wait that may have been sampled. */
    private static void assertLasted(LockWait wait, Took own) {
        assertThat(wait.waitMs()).isBetween(own.ms() - HEARD_WITHIN_MS, own.ms() + SAMPLES_APART_MS);
    }
}
