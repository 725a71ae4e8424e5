package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.database.ServerRequest;
import org.migrationdrill.engine.Actor.Took;
import org.migrationdrill.engine.AppRoles.Login;
import org.migrationdrill.observe.LockWait;

/** Whether the watch disturbs what it watches: {@code pgbench} with it against {@code pgbench} without, in turn. Needs {@code pgbench}. */
class ObservationBench {
    private static final int PAIRS = Integer.getInteger("bench.pairs", 12);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 5);
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
    private static final Pattern THROUGHPUT = Pattern.compile("tps = ([\\d.]+)");

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
    void throughputWithObservationIsNearlyThatWithout() throws SQLException, IOException, InterruptedException {
        DatabaseCopy database = server.create("bench");
        try (Connection admin = database.connect("bench");
                AppRoles roles = new AppRoles(admin)) {
            pgbench(database, new Login(database.user(), database.password()), "-i", "-q", "-s", "20");
            Login observed = roles.any();
            Login unobserved = roles.unobserved();
            watched(database, observed, admin); // warms the database up, and the watch
            List<Double> ratios = new ArrayList<>();
            for (int pair = 0; pair < PAIRS; pair++) {
                boolean first = pair % 2 == 0;
                double one = first ? watched(database, observed, admin) : measure(database, unobserved);
                double other = first ? measure(database, unobserved) : watched(database, observed, admin);
                ratios.add(first ? one / other : other / one);
                System.out.printf(
                        "pair %d: %.0f with, %.0f without%n", pair + 1, first ? one : other, first ? other : one);
            }
            Interval interval = Interval.of(ratios);
            System.out.println("throughput with observation, of that without: " + interval);
            assertThat(interval.low()).isGreaterThan(AT_LEAST);
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

    private static double watched(DatabaseCopy database, Login login, Connection admin)
            throws SQLException, IOException, InterruptedException {
        try (LockWatch watch = LockWatch.start(database::connect, ServerClock.axis(admin))) {
            double throughput = measure(database, login);
            watch.end();
            return throughput;
        }
    }

    private static double measure(DatabaseCopy database, Login login) throws IOException, InterruptedException {
        String said =
                pgbench(database, login, "-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", Integer.toString(SECONDS));
        Matcher throughput = THROUGHPUT.matcher(said);
        assertThat(throughput.find()).as(said).isTrue();
        return Double.parseDouble(throughput.group(1));
    }

    private static String pgbench(DatabaseCopy database, Login login, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("pgbench"));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-h", database.host(), "-p", Integer.toString(database.port()), "-U", login.user(), database.name()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", login.password());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** A mean with its 95 % interval by Student's t. */
    private record Interval(double low, double mean, double high) {
        /** Of the two-sided 95 %, by degrees of freedom from 1. */
        private static final double[] T = {
            12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
            2.120, 2.110, 2.101, 2.093, 2.086
        };

        static Interval of(List<Double> values) {
            double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
            double squares =
                    values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
            int freedom = values.size() - 1;
            double half = T[Math.min(freedom, T.length) - 1] * Math.sqrt(squares / freedom / values.size());
            return new Interval(mean - half, mean, mean + half);
        }

        @Override
        public String toString() {
            return "%.3f (%.3f to %.3f)".formatted(mean, low, high);
        }
    }
}
