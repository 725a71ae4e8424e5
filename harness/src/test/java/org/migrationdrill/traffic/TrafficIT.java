package org.migrationdrill.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.database.ServerRequest;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.scenario.ClientSettings;
import org.migrationdrill.scenario.ClientSettings.Isolation;
import org.migrationdrill.scenario.ClientSettings.Retry;
import org.migrationdrill.traffic.TrafficRecord.ErrorGroup;
import org.migrationdrill.traffic.TrafficRecord.RunSeen;
import org.migrationdrill.traffic.TrafficRecord.Summary;

class TrafficIT {
    private static final double EVER = 1e9;
    private static final ParameterSource KEYS =
            (operation, run) -> Optional.of(operation.parameters().isEmpty() ? Map.of() : Map.of("id", 1 + run % 1000));
    private static final String READ = """
            -- operation: read
            -- rate: 200/s
            -- param id: key of accounts
            SELECT * FROM accounts WHERE id = :id;
            """;

    private static DatabaseCopy database;

    private final Axis axis = new Axis(System.nanoTime(), Instant.now());
    private final List<Traffic> started = new ArrayList<>();
    private Connection other;

    @BeforeAll
    static void create() {
        database = TestServer.fresh("traffic");
    }

    @AfterAll
    static void drop() {
        TestServer.shared().drop(database);
    }

    @BeforeEach
    void fill() throws SQLException {
        other = database.connect("test");
        execute("""
                DROP TABLE IF EXISTS accounts;
                CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL DEFAULT 0);
                INSERT INTO accounts (id) SELECT generate_series(1, 1000)""");
    }

    @AfterEach
    void nothingIsLeft() throws SQLException {
        started.forEach(Traffic::close);
        other.close();
        assertNothingIsLeft();
    }

    @Test
    void arrivalsDoNotWaitForTheDatabase() throws SQLException {
        Traffic traffic = traffic(client("1.8", READ, settings(4)));
        traffic.open("1.8");
        long sent = System.nanoTime();
        traffic.send("1.8", 1);
        pause(300);
        other.setAutoCommit(false);
        execute("LOCK TABLE accounts IN ACCESS EXCLUSIVE MODE");
        double locked = axis.now();
        pause(300);
        double unlocked = axis.now();
        other.commit();
        pause(200);
        TrafficRecord record = traffic.end();

        long stalled = due(record, locked, unlocked);
        assertThat(stalled)
                .as("what the seed says, but for the edges")
                .isBetween(arrivals(sent, locked, unlocked) - 2, arrivals(sent, locked, unlocked) + 2)
                .isGreaterThan(20);
        TrafficRecord.Timeline timeline = record.timelines(1).get(0);
        for (int ms = (int) locked + 1; ms + 1 < unlocked; ms++) {
            Double max = timeline.maxMs().get(ms);
            assertThat(max == null ? unlocked : ms + 1 + max)
                    .as("the end of what was due at %s ms", ms)
                    .isGreaterThanOrEqualTo(unlocked);
        }
        assertThat(record.poolWaits())
                .as("all but the four that had a connection")
                .hasSizeGreaterThan((int) stalled - 10);
        assertThat(record.errors(0, EVER)).isEmpty();
    }

    /** How many runs of {@link #READ} the seed has for a stretch of the axis. */
    private long arrivals(long sentNanos, double fromMs, double toMs) {
        Arrivals arrivals = new Arrivals(200, Arrivals.seed(1, "1.8", "read"));
        arrivals.follow(Ramp.constant(1), sentNanos);
        long count = 0;
        for (; axis.at(arrivals.due()) < toMs; arrivals.next()) {
            count += axis.at(arrivals.due()) >= fromMs ? 1 : 0;
        }
        return count;
    }

    @Test
    void runsAreFoundByBackendAndMoment() throws SQLException {
        Traffic traffic = traffic(client("1.8", """
                -- operation: nap
                -- rate: 100/s
                SELECT pg_backend_pid(), pg_sleep(0.02);
                """, settings(3)));
        traffic.open("1.8");
        traffic.send("1.8", 1);
        List<Double> moments = new ArrayList<>();
        List<Integer> busy = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            pause(7);
            try (Statement statement = other.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE '%nap%'"
                                    + " OR wait_event = 'PgSleep' AND application_name = 'drill app 1.8'")) {
                double now = axis.now();
                while (rows.next()) {
                    busy.add(rows.getInt(1));
                    moments.add(now);
                }
            }
        }
        TrafficRecord record = traffic.end();
        assertThat(busy).hasSizeGreaterThan(20);
        long found = 0;
        for (int i = 0; i < busy.size(); i++) {
            found += record.runAt(busy.get(i), moments.get(i))
                            .map(RunSeen::operation)
                            .equals(Optional.of("nap"))
                    ? 1
                    : 0;
        }
        // One may have ended between the server's answer and this process' clock.
        assertThat(found).isGreaterThanOrEqualTo(busy.size() * 9 / 10);
        assertThat(record.backends("1.8")).hasSize(3).containsAll(busy);
        assertThat(busy).allSatisfy(pid -> assertThat(record.versionOf(pid)).contains("1.8"));
    }

    @Test
    void aDeclaredRetryHidesWhatItCures() throws SQLException {
        AppVersion version = Suites.version("1.8", """
                -- operation: flaky
                -- rate: 100/s
                SELECT CASE WHEN nextval('tries') % 3 = 0 THEN 1 / (random() * 0)::int ELSE 1 END;
                """);
        execute("DROP SEQUENCE IF EXISTS tries; CREATE SEQUENCE tries");
        ClientSettings settings = new ClientSettings(
                Optional.empty(),
                2,
                Duration.ofSeconds(5),
                Optional.empty(),
                Isolation.READ_COMMITTED,
                true,
                new Retry(List.of("22012"), 3, Duration.ofMillis(5)));
        Traffic traffic = traffic(new Client(version, settings, database.user(), database.password()));
        traffic.open("1.8");
        traffic.send("1.8", 1);
        pause(500);
        TrafficRecord record = traffic.end();
        Summary summary = summary(record, 0, EVER);
        assertThat(summary.count()).isGreaterThan(20);
        assertThat(summary.hidden()).isBetween(summary.count() / 4, summary.count());
        assertThat(summary.failed())
                .as("two tries later it is another's turn to fail")
                .isLessThan(summary.count() / 4);
        assertThat(record.errors(0, EVER)).singleElement().satisfies(group -> {
            assertThat(group.sqlState()).isEqualTo("22012");
            assertThat(group.message()).isEqualTo("division by zero");
            assertThat(group.hidden()).isEqualTo(summary.hidden());
            assertThat(group.count()).isEqualTo(summary.failed());
            assertThat(group.firstMs()).isLessThanOrEqualTo(group.lastMs());
        });
    }

    @Test
    void whoeverWaitsTooLongForAConnectionGivesUp() throws SQLException {
        Traffic traffic = traffic(client(
                "1.8",
                READ,
                new ClientSettings(
                        Optional.empty(),
                        2,
                        Duration.ofMillis(100),
                        Optional.empty(),
                        Isolation.READ_COMMITTED,
                        true,
                        Retry.NEVER)));
        traffic.open("1.8");
        other.setAutoCommit(false);
        execute("LOCK TABLE accounts IN ACCESS EXCLUSIVE MODE");
        traffic.send("1.8", 1);
        pause(400);
        other.commit();
        TrafficRecord record = traffic.end();
        assertThat(record.errors(0, EVER)).singleElement().satisfies(group -> {
            assertThat(group.sqlState()).isEmpty();
            assertThat(group.message()).isEqualTo("got no connection from the pool within 100 ms");
            assertThat(group.count()).isGreaterThan(15);
            assertThat(group.hidden()).isZero();
        });
        assertThat(record.poolWaits())
                .allSatisfy(wait -> assertThat(wait.dueMs()).isLessThan(wait.sentMs()));
        assertThat(record.poolWaits().stream().filter(wait -> wait.sentMs() - wait.dueMs() >= 100))
                .hasSizeGreaterThanOrEqualTo(record.errors(0, EVER).get(0).count());
    }

    @Test
    void aStatementTimeoutIsTheSessionsOwn() throws SQLException {
        Traffic traffic = traffic(client(
                "1.8",
                """
                -- operation: nap
                -- rate: 50/s
                SELECT pg_sleep(5);
                """,
                new ClientSettings(
                        Optional.empty(),
                        4,
                        Duration.ofSeconds(5),
                        Optional.of(Duration.ofMillis(40)),
                        Isolation.READ_COMMITTED,
                        true,
                        Retry.NEVER)));
        traffic.open("1.8");
        traffic.send("1.8", 1);
        pause(300);
        TrafficRecord record = traffic.end();
        assertThat(record.errors(0, EVER))
                .extracting(ErrorGroup::sqlState, ErrorGroup::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("57014", "canceling statement due to statement timeout"));
        Summary summary = summary(record, 0, EVER);
        assertThat(summary.failed()).isEqualTo(summary.count()).isPositive();
        assertThat(summary.maxMs()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void aCachedPlanFailsInsideATransactionWhenAColumnIsAdded() throws SQLException {
        cachedPlanFailsAfter("ALTER TABLE accounts ADD COLUMN note text");
    }

    @Test
    void aCachedPlanFailsInsideATransactionWhenATypeChanges() throws SQLException {
        cachedPlanFailsAfter("ALTER TABLE accounts ALTER COLUMN balance TYPE bigint");
    }

    private void cachedPlanFailsAfter(String ddl) throws SQLException {
        Traffic traffic = traffic(client("1.8", READ, settings(3)));
        traffic.open("1.8");
        execute(ddl);
        traffic.send("1.8", 1);
        pause(300);
        TrafficRecord record = traffic.end();
        assertThat(record.errors(0, EVER)).singleElement().satisfies(group -> {
            assertThat(group.sqlState()).isEqualTo("0A000");
            assertThat(group.message()).isEqualTo("cached plan must not change result type");
            assertThat(group.count()).isGreaterThanOrEqualTo(3);
        });
    }

    @Test
    void nothingIsPreparedForAClientThatDoesNotPrepare() throws SQLException {
        ClientSettings settings = new ClientSettings(
                Optional.empty(),
                3,
                Duration.ofSeconds(5),
                Optional.empty(),
                Isolation.READ_COMMITTED,
                false,
                Retry.NEVER);
        Traffic traffic = traffic(client("1.8", READ, settings));
        traffic.open("1.8");
        execute("ALTER TABLE accounts ADD COLUMN note text");
        traffic.send("1.8", 1);
        pause(300);
        TrafficRecord record = traffic.end();
        assertThat(summary(record, 0, EVER).count()).isPositive();
        assertThat(record.errors(0, EVER)).isEmpty();
    }

    @Test
    void theWarmUpPreparesEveryStatementOnEveryConnectionAndLeavesNoRow() throws SQLException {
        execute("DROP TABLE IF EXISTS prepared; CREATE TABLE prepared (backend int, statements int)");
        Traffic traffic = traffic(client("1.8", """
                -- operation: look
                -- rate: 200/s
                INSERT INTO prepared
                SELECT pg_backend_pid(), count(*) FROM pg_prepared_statements WHERE statement LIKE 'INSERT%';
                -- operation: add
                -- rate: 0.001/s
                INSERT INTO accounts (id) VALUES (5000);
                """, settings(3)));
        traffic.open("1.8");
        assertThat(number("SELECT (SELECT count(*) FROM prepared) + count(*) FROM accounts WHERE id = 5000"))
                .isZero();
        traffic.send("1.8", 1);
        Awaitility.await("a run on every connection")
                .until(() -> number("SELECT count(DISTINCT backend) FROM prepared") == 3);
        assertThat(number("SELECT min(statements) FROM prepared"))
                .as("both operations, from the first run on")
                .isEqualTo(2);
        assertThat(traffic.end().cold()).isEmpty();
    }

    @Test
    void theMixMovesFromOneVersionToTheOther() throws SQLException {
        Traffic traffic = traffic(client("1.8", READ, settings(2)), client("1.9", READ, settings(2)));
        traffic.open("1.8");
        traffic.send("1.8", 1);
        pause(300);
        traffic.open("1.9");
        double start = axis.now();
        traffic.shift("1.8", "1.9", Duration.ofMillis(900));
        double end = axis.now();
        traffic.retire("1.8");
        pause(200);
        TrafficRecord record = traffic.end();
        double third = (end - start) / 3;
        assertThat(count(record, "1.9", 0, start)).isZero();
        assertThat(count(record, "1.8", start, start + third))
                .isGreaterThan(2 * count(record, "1.9", start, start + third));
        assertThat(count(record, "1.9", end - third, end)).isGreaterThan(2 * count(record, "1.8", end - third, end));
        assertThat(count(record, "1.8", end + 1, EVER)).isZero();
        assertThat(count(record, "1.9", end, EVER)).isPositive();
        assertThat(record.errors(0, EVER)).isEmpty();
        assertThat(record.backends("1.8")).hasSize(2).doesNotContainAnyElementsOf(record.backends("1.9"));
    }

    @Test
    void aVersionServesAgainAfterItWasRetired() throws SQLException {
        Traffic traffic = traffic(client("1.8", READ, settings(2)));
        for (int i = 0; i < 2; i++) {
            traffic.open("1.8");
            traffic.send("1.8", 1);
            pause(150);
            traffic.retire("1.8");
            assertThat(sessions()).isZero();
        }
        TrafficRecord record = traffic.end();
        assertThat(record.backends("1.8")).hasSize(4);
        assertThat(summary(record, 0, EVER).failed()).isZero();
    }

    @Test
    void operationsThatCanNotRunYetAreSkippedAndToldOf() throws SQLException {
        AtomicBoolean inserted = new AtomicBoolean();
        Traffic traffic = Traffic.of(
                database,
                List.of(client("1.8", READ, settings(2))),
                1,
                1,
                (operation, run) -> inserted.get() ? Optional.of(Map.of("id", 1)) : Optional.empty(),
                axis);
        started.add(traffic);
        traffic.open("1.8");
        traffic.send("1.8", 1);
        pause(200);
        double there = axis.now();
        inserted.set(true);
        pause(200);
        TrafficRecord record = traffic.end();
        assertThat(record.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.operation()).isEqualTo("read");
            assertThat(skipped.count()).isGreaterThan(10);
        });
        assertThat(due(record, 0, there)).isZero();
        assertThat(due(record, there, EVER)).isGreaterThan(10);
    }

    @Test
    void theGeneratorSaysWhenParametersWereNotReady() throws SQLException {
        Traffic traffic = Traffic.of(
                database,
                List.of(client("1.8", READ, settings(2))),
                1,
                1,
                (operation, run) -> {
                    if (run > 30) {
                        pause(40);
                    }
                    return Optional.of(Map.of("id", 1));
                },
                axis);
        started.add(traffic);
        traffic.open("1.8");
        traffic.send("1.8", 1);
        pause(500);
        TrafficRecord record = traffic.end();
        assertThat(record.late()).isNotEmpty();
        assertThat(record.late())
                .anySatisfy(late -> assertThat(late.longestMs()).isGreaterThan(25));
        Summary summary = summary(record, 0, EVER);
        assertThat(summary.voided()).isGreaterThan(summary.count() / 4);
        assertThat(record.timelines(100).get(0).voided()).contains(true);
    }

    @Test
    void aParameterSourceThatBreaksBreaksTheTrafficAndNothingIsLeft() throws SQLException {
        Traffic traffic = Traffic.of(
                database,
                List.of(client("1.8", READ, settings(2))),
                1,
                1,
                (operation, run) -> {
                    if (run > 30) {
                        throw new IllegalArgumentException("no keys of accounts");
                    }
                    return Optional.of(Map.of("id", 1));
                },
                axis);
        started.add(traffic);
        traffic.open("1.8");
        traffic.send("1.8", 1);
        Awaitility.await("the failure").untilAsserted(() -> assertThatThrownBy(() -> traffic.send("1.8", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("no keys of accounts"));
    }

    @Test
    void whatStillRunsWhenItEndsHasFailedUnfinished() throws SQLException {
        Traffic traffic = traffic(client("1.8", READ, settings(2)));
        traffic.open("1.8");
        other.setAutoCommit(false);
        execute("LOCK TABLE accounts IN ACCESS EXCLUSIVE MODE");
        traffic.send("1.8", 1);
        pause(100);
        TrafficRecord record = traffic.end(Duration.ofMillis(100));
        other.commit();
        Summary summary = summary(record, 0, EVER);
        assertThat(summary.failed()).isEqualTo(summary.count()).isPositive();
        assertThat(record.errors(0, EVER)).singleElement().satisfies(group -> {
            assertThat(group.sqlState()).isEmpty();
            assertThat(group.message()).isEqualTo("had no answer yet when its version stopped");
        });
    }

    @Test
    void lostConnectionsAreReplacedAndTheRunsOnThemFail() throws SQLException {
        Traffic traffic = traffic(client("1.8", READ, settings(2)));
        traffic.open("1.8");
        traffic.send("1.8", 1);
        pause(200);
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'drill app 1.8'");
        double killed = axis.now();
        pause(400);
        TrafficRecord record = traffic.end();
        assertThat(record.errors(0, EVER)).isNotEmpty();
        assertThat(record.errors(0, EVER))
                .allSatisfy(group -> assertThat(group.message()).doesNotContain(String.valueOf(database.port())));
        assertThat(record.backends("1.8")).hasSize(4);
        assertThat(summary(record, killed + 200, EVER).failed()).isZero();
        assertThat(due(record, killed + 200, EVER)).isPositive();
    }

    @Test
    void nothingIsLeftWhenTheServerDies() throws SQLException {
        TrafficRecord record;
        DatabaseServer server =
                new EmbeddedProvider().start(new ServerRequest("postgresql", Optional.empty(), Map.of()));
        try (server) {
            DatabaseCopy dying = server.create("dying");
            try (Connection connection = dying.connect("test");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE accounts (id int PRIMARY KEY)");
            }
            Client client = new Client(Suites.version("1.8", READ), settings(3), dying.user(), dying.password());
            Traffic traffic = Traffic.of(dying, List.of(client), 1, 1, KEYS, axis);
            started.add(traffic);
            traffic.open("1.8");
            traffic.send("1.8", 1);
            pause(200);
            server.close();
            pause(200);
            record = traffic.end(Duration.ofMillis(100));
        }
        assertThat(summary(record, 0, EVER).failed())
                .isBetween(20L, summary(record, 0, EVER).count() - 1);
        assertThat(record.errors(0, EVER))
                .allSatisfy(group -> assertThat(group.message()).doesNotContain("127.0.0.1"));
    }

    @Test
    void aClientThatIsNotLetInSaysWhoItIs() {
        Traffic traffic = traffic(new Client(Suites.version("1.8", READ), settings(2), "nobody", "wrong"));
        assertThatThrownBy(() -> traffic.open("1.8"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("1.8")
                .hasMessageContaining("nobody")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void sessionsAreAsTheSettingsSay() throws SQLException {
        ClientSettings settings = new ClientSettings(
                Optional.empty(),
                3,
                Duration.ofSeconds(5),
                Optional.of(Duration.ofSeconds(7)),
                Isolation.REPEATABLE_READ,
                true,
                Retry.NEVER);
        execute("DROP TABLE IF EXISTS seen; CREATE TABLE seen (isolation text, zone text, patience text, name text)");
        Traffic traffic = traffic(client("1.8", """
                -- operation: look
                -- rate: 50/s
                INSERT INTO seen SELECT current_setting('transaction_isolation'), current_setting('TimeZone'),
                    current_setting('statement_timeout'), current_setting('application_name');
                """, settings));
        traffic.open("1.8");
        traffic.send("1.8", 1);
        Awaitility.await("a row").until(() -> number("SELECT count(*) FROM seen") > 0);
        traffic.end();
        try (Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT * FROM seen")) {
            rows.next();
            assertThat(List.of(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)))
                    .containsExactly("repeatable read", "UTC", "7s", "drill app 1.8");
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void aClosedLoopKeepsEveryConnectionBusy() throws SQLException {
        Traffic traffic = traffic(client("1.8", """
                -- operation: nap
                -- rate: 1/s
                SELECT pg_sleep(0.01);
                """, settings(4)));
        traffic.open("1.8");
        Traffic.Throughput throughput = traffic.saturate("1.8", Duration.ofMillis(500));
        assertThat(throughput.perSecond()).isBetween(100.0, 400.0);
        assertThat(traffic.end().errors(0, EVER)).isEmpty();
    }

    private Traffic traffic(Client... clients) {
        Traffic traffic = Traffic.of(database, List.of(clients), 1, 1, KEYS, axis);
        started.add(traffic);
        return traffic;
    }

    private static Client client(String version, String suite, ClientSettings settings) {
        return new Client(Suites.version(version, suite), settings, database.user(), database.password());
    }

    private static ClientSettings settings(int pool) {
        return new ClientSettings(
                Optional.empty(),
                pool,
                Duration.ofSeconds(5),
                Optional.empty(),
                Isolation.READ_COMMITTED,
                true,
                Retry.NEVER);
    }

    private static Summary summary(TrafficRecord record, double from, double to) {
        List<Summary> summaries = record.summaries(from, to);
        assertThat(summaries).hasSize(1);
        return summaries.get(0);
    }

    private static long due(TrafficRecord record, double from, double to) {
        return record.summaries(from, to).stream().mapToLong(Summary::count).sum();
    }

    private static long count(TrafficRecord record, String version, double from, double to) {
        return record.summaries(from, to).stream()
                .filter(summary -> summary.version().equals(version))
                .mapToLong(Summary::count)
                .sum();
    }

    private void assertNothingIsLeft() {
        Awaitility.await("no thread is left")
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("drill app") || name.startsWith("drill traffic")));
        Awaitility.await("no session is left").until(() -> sessions() == 0);
    }

    private static long sessions() throws SQLException {
        try (Connection connection = database.connect("test: sessions");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'drill app%'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The traffic's own time, which is what these tests are about. */
    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
