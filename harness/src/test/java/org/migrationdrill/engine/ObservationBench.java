package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.migrationdrill.bench.PairedRatios;
import org.migrationdrill.bench.Pgbench;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.database.ServerRequest;
import org.migrationdrill.engine.Actor.Took;
import org.migrationdrill.observe.LockWait;

/** Whether the watch disturbs what it watches: {@code pgbench} with it against {@code pgbench} without, in turn. Needs {@code pgbench}. */
class ObservationBench {
    private static final int CONNECTIONS = 8;
    private static final int PAIRS = Integer.getInteger("bench.pairs", 151);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("bench.seconds", 1));
    private static final double AT_LEAST = 0.95;
    private static final int WAITERS = 110;
    private static final String HOLDS = """
            DO $$ BEGIN LOOP PERFORM pg_advisory_lock(7), pg_sleep(0.015), pg_advisory_unlock(7); END LOOP; END $$""";
    private static final String WAITS = """
            DO $$ BEGIN
                FOR i IN 1..300 LOOP
                    PERFORM pg_advisory_lock_shared(7), pg_advisory_unlock_shared(7), pg_sleep(0.001);
                END LOOP;
            END $$""";

    private static DatabaseServer server;

    @BeforeAll
    static void startServer() {
        server = new EmbeddedProvider().start(new ServerRequest("postgresql", Optional.empty(), Map.of()));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void throughputWithObservationIsNearlyThatWithout() throws Exception {
        DatabaseCopy database = server.create("bench");
        try (Connection admin = database.connect("bench");
                AppRoles roles = new AppRoles(admin, null)) {
            Pgbench.against(database).initialize(20);
            Pgbench observed = Pgbench.against(database, roles.any());
            Pgbench unobserved = Pgbench.against(database, roles.unobserved());
            watched(database, observed, admin); // warms the database up, and the watch
            PairedRatios ratios = PairedRatios.measure(
                    PAIRS,
                    "observed",
                    () -> watched(database, observed, admin),
                    "unobserved",
                    () -> unobserved.perSecond(CONNECTIONS, ROUND));
            System.out.println(ratios.table());
            assertThat(ratios.low()).isGreaterThan(AT_LEAST);
        }
    }

    @Test
    void whatIsKeptOfTwentyThousandWaitsIsSmall() throws SQLException {
        try (Stage stage = new Stage(server.create("burst"))) {
            Actor holder = stage.adversary();
            List<Actor> waiters = new ArrayList<>();
            for (int i = 0; i < WAITERS; i++) {
                waiters.add(stage.app());
            }
            long before = used();
            CompletableFuture<Took> holds = holder.start(HOLDS);
            double beganMs = System.nanoTime() / 1e6;
            waiters.stream().map(waiter -> waiter.start(WAITS)).toList().forEach(CompletableFuture::join);
            holder.cancel();
            holds.join();
            double burstMs = System.nanoTime() / 1e6 - beganMs;
            List<LockWait> waits = stage.watch().end();
            double allMs = System.nanoTime() / 1e6 - beganMs;
            long kept = used() - before;
            System.out.printf(
                    "%d waits in %.1f s, read and explained %.1f s later, %.1f MB kept%n",
                    waits.size(), burstMs / 1e3, (allMs - burstMs) / 1e3, kept / 1e6);
            assertThat(waits).hasSizeGreaterThan(20_000);
            assertThat(waits)
                    .filteredOn(wait -> wait.exact() && wait.root() == holder.pid())
                    .hasSizeGreaterThan(19_000);
            assertThat(kept).isLessThan(100_000_000);
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static double watched(DatabaseCopy database, Pgbench pgbench, Connection admin) throws Exception {
        try (LockWatch watch = LockWatch.start(database::connect, ServerClock.axis(admin))) {
            double throughput = pgbench.perSecond(CONNECTIONS, ROUND);
            watch.end();
            return throughput;
        }
    }
}
