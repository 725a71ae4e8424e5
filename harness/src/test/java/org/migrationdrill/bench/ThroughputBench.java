package org.migrationdrill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.database.ServerRequest;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.scenario.ClientSettings;
import org.migrationdrill.scenario.ClientSettings.Isolation;
import org.migrationdrill.scenario.ClientSettings.Retry;
import org.migrationdrill.traffic.Client;
import org.migrationdrill.traffic.ParameterSource;
import org.migrationdrill.traffic.Suites;
import org.migrationdrill.traffic.Traffic;
import org.migrationdrill.traffic.TrafficRecord;

/** The traffic against pgbench: the same transactions over as many connections, as fast as each of them can. */
class ThroughputBench {
    private static final int CONNECTIONS = 8;
    private static final int PAIRS = Integer.getInteger("bench.pairs", 15);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("bench.seconds", 3));
    private static final int ACCOUNTS = 100_000;
    private static final double LEAST = 0.9;

    private static DatabaseServer server;
    private static DatabaseCopy database;

    @BeforeAll
    static void start() throws Exception {
        server = new EmbeddedProvider().start(new ServerRequest("postgresql", Optional.empty(), Map.of()));
        database = server.create("bench");
        try (Connection connection = database.connect("bench");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL, filler char(84) NOT NULL DEFAULT '');
                    INSERT INTO accounts (id, balance) SELECT id, 0 FROM generate_series(1, %d) AS id;
                    CREATE TABLE history (account int NOT NULL, delta int NOT NULL, at timestamptz NOT NULL)
                    """.formatted(ACCOUNTS));
            statement.execute("VACUUM ANALYZE");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void transactionsThatWrite() throws Exception {
        compare("""
                -- operation: transfer
                -- rate: 5000/s
                -- param id: key of accounts
                -- param delta: integer -5000..5000
                UPDATE accounts SET balance = balance + :delta WHERE id = :id;
                SELECT balance FROM accounts WHERE id = :id;
                INSERT INTO history (account, delta, at) VALUES (:id, :delta, now());
                """, """
                \\set id random(1, %d)
                \\set delta random(-5000, 5000)
                BEGIN;
                UPDATE accounts SET balance = balance + :delta WHERE id = :id;
                SELECT balance FROM accounts WHERE id = :id;
                INSERT INTO history (account, delta, at) VALUES (:id, :delta, now());
                COMMIT;
                """.formatted(ACCOUNTS));
    }

    @Test
    void transactionsThatRead() throws Exception {
        compare("""
                -- operation: look
                -- rate: 5000/s
                -- param id: key of accounts
                SELECT balance FROM accounts WHERE id = :id;
                SELECT filler FROM accounts WHERE id = :id;
                SELECT id FROM accounts WHERE id = :id;
                """, """
                \\set id random(1, %d)
                BEGIN;
                SELECT balance FROM accounts WHERE id = :id;
                SELECT filler FROM accounts WHERE id = :id;
                SELECT id FROM accounts WHERE id = :id;
                COMMIT;
                """.formatted(ACCOUNTS));
    }

    private static void compare(String suite, String script) throws Exception {
        Pgbench pgbench = Pgbench.against(database);
        try (Traffic traffic = Traffic.of(
                database, List.of(client(suite)), 1, 1, parameters(), new Axis(System.nanoTime(), Instant.now()))) {
            traffic.open("bench");
            traffic.saturate("bench", ROUND); // the compilers have their say once
            PairedRatios ratios = PairedRatios.measure(
                    PAIRS,
                    "traffic",
                    () -> traffic.saturate("bench", ROUND).perSecond(),
                    "pgbench",
                    () -> pgbench.perSecond(script, CONNECTIONS, ROUND));
            TrafficRecord record = traffic.end();
            System.out.println(ratios.table());
            assertThat(record.errors(-1, Double.MAX_VALUE)).isEmpty();
            assertThat(ratios.median()).isGreaterThanOrEqualTo(LEAST);
        }
    }

    private static Client client(String suite) {
        ClientSettings settings = new ClientSettings(
                Optional.empty(),
                CONNECTIONS,
                Duration.ofSeconds(30),
                Optional.empty(),
                Isolation.READ_COMMITTED,
                true,
                Retry.NEVER);
        return new Client(Suites.version("bench", suite), settings, database.user(), database.password());
    }

    private static ParameterSource parameters() {
        SplittableRandom random = new SplittableRandom(1);
        return (operation, run) -> {
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put("id", random.nextInt(1, ACCOUNTS + 1));
            values.put("delta", random.nextInt(-5000, 5001));
            return Optional.of(values);
        };
    }
}
