package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.database.ServerRequest;
import org.migrationdrill.engine.Actor.Took;
import org.migrationdrill.observe.LockWait;
import org.migrationdrill.observe.LockWait.Ended;

/** An ALTER that autovacuum holds up, until the migration's own deadlock check makes it give way after a second. */
class AutovacuumOutageIT {
    private static final int ROUNDS = 5;
    private static final double CLOCKS_AGREE_MS = 15;
    private static final String READ = "SELECT note FROM orders WHERE id = 1";
    private static final String ALTER = "ALTER TABLE orders ALTER note SET DEFAULT 'y'";

    /** A busy table's autovacuum takes its time: so slow that it is still at it, whenever the ALTER comes. */
    private static final String SET_UP = """
            CREATE TABLE orders (id int PRIMARY KEY, note text) WITH (autovacuum_vacuum_threshold = 1,
                autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_insert_threshold = -1,
                autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1);
            INSERT INTO orders SELECT g, 'x' FROM generate_series(1, 20000) g;
            """;

    private static DatabaseServer server;
    private static int databases;

    private Stage stage;
    private Actor migration;
    private Actor app;

    @BeforeAll
    static void startServer() {
        server = new EmbeddedProvider()
                .start(new ServerRequest("postgresql", Optional.empty(), Map.of("autovacuum_naptime", "1s")));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() throws SQLException {
        stage = new Stage(server.create("shop_" + databases++), SET_UP);
        migration = stage.migration();
        app = stage.app();
    }

    @AfterEach
    void close() throws SQLException {
        stage.close();
    }

    @Test
    void theAppWaitsASecondBehindAnAlterThatAutovacuumHoldsUp() throws SQLException {
        List<Integer> workers = new ArrayList<>();
        List<Took> reads = new ArrayList<>();
        List<Took> alters = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            workers.add(autovacuum());
            CompletableFuture<Took> alter = migration.startAndWait(ALTER);
            CompletableFuture<Took> read = app.startAndWait(READ);
            alters.add(alter.join());
            reads.add(read.join());
        }

        List<LockWait> migrations = stage.waitsOf(migration);
        List<LockWait> apps = stage.waitsOf(app);
        assertThat(migrations).extracting(LockWait::root).isEqualTo(workers);
        assertThat(migrations).hasSize(ROUNDS).allSatisfy(wait -> {
            assertThat(wait.relation()).isEqualTo("public.orders");
            assertThat(wait.mode()).isEqualTo("AccessExclusiveLock");
            assertThat(wait.ended()).isEqualTo(Ended.GRANTED);
            assertThat(wait.exact()).isTrue();
            assertThat(wait.waitMs()).as("the deadlock_timeout of production").isGreaterThan(999);
        });
        assertThat(apps).extracting(LockWait::root).isEqualTo(workers);
        assertThat(apps).hasSize(ROUNDS).allSatisfy(wait -> {
            assertThat(wait.blocker()).isEqualTo(migration.pid());
            assertThat(wait.mode()).isEqualTo("AccessShareLock");
        });
        assertThat(workers).allSatisfy(worker -> assertThat(stage.watch().session(worker))
                .hasValueSatisfying(session -> assertThat(session.backendType()).isEqualTo("autovacuum worker")));
        assertThat(Clocks.medianDifference(apps, reads)).isLessThan(CLOCKS_AGREE_MS);
        assertThat(Clocks.medianDifference(migrations, alters)).isLessThan(CLOCKS_AGREE_MS);
    }

    @Test
    void theAppWaitsNoLongerThanTheLockTimeoutOfAnAlterThatGivesUp() throws SQLException {
        migration.run("SET lock_timeout = '60ms'");
        int worker = autovacuum();
        CompletableFuture<Took> alter = migration.startAndWait(ALTER);
        Took read = app.run(READ);

        assertThat(alter.join().sqlState()).isEqualTo("55P03");
        assertThat(read.sqlState()).isEqualTo("00000");
        assertThat(stage.waitsOf(migration)).singleElement().satisfies(wait -> {
            assertThat(wait.root()).isEqualTo(worker);
            assertThat(wait.ended()).isEqualTo(Ended.TIMED_OUT);
            assertThat(stage.waitsOf(app)).allMatch(behind -> behind.waitMs() < wait.waitMs() + CLOCKS_AGREE_MS);
        });
    }

    /** Returns when it is at work on the table. */
    private int autovacuum() throws SQLException {
        migration.run("UPDATE orders SET note = 'y'");
        Awaitility.await("autovacuum on orders")
                .pollInSameThread()
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !worker().equals("null"));
        return Integer.parseInt(worker());
    }

    private String worker() throws SQLException {
        return Actor.only(stage.admin(), """
                SELECT max(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
                 WHERE relation = 'orders'::regclass AND mode = 'ShareUpdateExclusiveLock' AND pg_locks.granted
                   AND backend_type = 'autovacuum worker'""");
    }
}
