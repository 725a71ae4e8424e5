package org.migrationdrill.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.scenario.LoadSettings.Adversary;

class AdversariesIT {
    private static final List<String> TABLES =
            List.of("public.orders", "public.\"Odd\"", "public.empty", "public.parted", "public.fixed", "public.gone");
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(30);

    private static DatabaseCopy database;

    private final Axis axis = new Axis(System.nanoTime(), Instant.now());
    private Adversaries adversaries;
    private Connection other;

    @BeforeAll
    static void create() throws SQLException {
        database = TestServer.fresh("adversaries");
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text DEFAULT 'n');
                    INSERT INTO orders (note) SELECT repeat('x', 100) FROM generate_series(1, 30000);
                    CREATE TABLE "Odd" ("A b" int, twice int GENERATED ALWAYS AS ("A b" * 2) STORED);
                    INSERT INTO "Odd" ("A b") SELECT generate_series(1, 20);
                    CREATE TABLE empty (id int);
                    CREATE TABLE parted (id int) PARTITION BY RANGE (id);
                    CREATE TABLE parted_low PARTITION OF parted FOR VALUES FROM (0) TO (100);
                    CREATE TABLE parted_high PARTITION OF parted FOR VALUES FROM (100) TO (10000);
                    INSERT INTO parted SELECT generate_series(1, 5000);
                    CREATE TABLE fixed (id int GENERATED ALWAYS AS IDENTITY);
                    INSERT INTO fixed DEFAULT VALUES;
                    """);
            statement.execute("VACUUM ANALYZE");
        }
    }

    @AfterAll
    static void drop() {
        TestServer.shared().drop(database);
    }

    @BeforeEach
    void connect() throws SQLException {
        other = database.connect("test");
        adversaries = Adversaries.of(database, database.user(), database.password(), TABLES, axis);
    }

    @AfterEach
    void nothingIsLeft() throws SQLException {
        adversaries.close();
        Awaitility.await("no session is left")
                .until(() ->
                        number("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'drill adversary%'")
                                == 0);
        other.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("drill adversary"));
    }

    @ParameterizedTest
    @EnumSource(Adversary.class)
    void itHoldsEveryTableUntilItsTimeIsOver(Adversary adversary) throws Exception {
        double asked = axis.now();
        AdversaryStay stay = adversaries.start(adversary, SHORT);
        double placed = axis.now();
        assertThat(stay.hindrance()).isEmpty();
        assertThat(stay.startMs().orElseThrow()).isBetween(asked, placed);
        assertThat(held(stay, "AccessShareLock"))
                .contains("orders", "\"Odd\"", "empty", "parted", "parted_low", "fixed");
        assertThat(stay.endMs()).isEmpty();
        assertThat(name(stay)).isEqualTo("drill adversary " + adversary.word());

        assertThat(stay.awaitEnd(LONG)).isTrue();
        double end = stay.endMs().orElseThrow();
        assertThat(end - stay.startMs().orElseThrow())
                .isGreaterThanOrEqualTo(300)
                .isLessThan(4_000);
        assertThat(held(stay, "AccessShareLock")).isEmpty();
        assertThat(stay.cutShort()).isEmpty();
    }

    @Test
    void anIdleTransactionHasChangedARowOfEachTableThatHasOne() throws SQLException {
        AdversaryStay stay = adversaries.start(Adversary.IDLE_IN_TRANSACTION, LONG);
        assertThat(held(stay, "RowExclusiveLock"))
                .contains("orders", "\"Odd\"", "empty", "parted")
                .doesNotContain("fixed");
        assertThat(stay.what()).isEqualTo("has read 5 tables and changed 3 rows of 3 of them");
        assertThat(lockedRows("orders")).isEqualTo(1);
        assertThat(lockedRows("\"Odd\"")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM pg_stat_activity WHERE pid = " + stay.backend()
                        + " AND state = 'idle in transaction'"))
                .isEqualTo(1);
        assertThat(number("SELECT count(*) FROM (SELECT FROM orders ORDER BY id LIMIT 9000 FOR UPDATE NOWAIT) AS hot"))
                .as("the oldest rows are left alone")
                .isEqualTo(9000);
    }

    @Test
    void aBatchWriterHasChangedManyScatteredRowsAndCommits() throws Exception {
        AdversaryStay stay = adversaries.start(Adversary.BATCH_WRITER, SHORT);
        assertThat(lockedRows("orders")).isBetween(400L, 500L);
        assertThat(lockedRows("\"Odd\"")).isBetween(1L, 4L);
        assertThat(lockedRows("parted")).isBetween(20L, 500L);
        long before = number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
        assertThat(number("SELECT count(DISTINCT (ctid::text::point)[0]) FROM orders WHERE id NOT IN "
                        + "(SELECT id FROM orders FOR UPDATE SKIP LOCKED)"))
                .as("pages")
                .isGreaterThan(100);
        assertThat(stay.awaitEnd(LONG)).isTrue();
        assertThat(number("SELECT count(*) FROM orders WHERE note <> repeat('x', 100)"))
                .isZero();
        Awaitility.await("its commit is counted")
                .until(() ->
                        number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()") > before);
    }

    @Test
    void aDumpSeesOneSnapshotAndLocksNoRow() throws SQLException {
        AdversaryStay stay = adversaries.start(Adversary.DUMP, LONG);
        assertThat(held(stay, "RowExclusiveLock")).isEmpty();
        assertThat(number("SELECT count(*) FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND pid = "
                        + stay.backend()))
                .isEqualTo(1);
        assertThat(lockedRows("orders")).isZero();
    }

    @Test
    void aLongReportIsOneActiveStatementThatUsesNoProcessor() throws SQLException {
        AdversaryStay stay = adversaries.start(Adversary.LONG_REPORT, LONG);
        assertThat(number("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'PgSleep'"
                        + " AND pid = " + stay.backend()))
                .isEqualTo(1);
        assertThat(held(stay, "RowExclusiveLock")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Adversary.class)
    void itDoesNotWaitForALockForLongAndSaysSo(Adversary adversary) throws SQLException {
        other.setAutoCommit(false);
        execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
        AdversaryStay stay = adversaries.start(adversary, LONG);
        assertThat(stay.hindrance()).contains("canceling statement due to lock timeout");
        assertThat(stay.startMs()).isEmpty();
        assertThat(stay.endMs()).isEmpty();
        other.rollback();
        other.setAutoCommit(true);
    }

    @ParameterizedTest
    @EnumSource(Adversary.class)
    void closingEndsItAtOnce(Adversary adversary) throws SQLException {
        AdversaryStay stay = adversaries.start(adversary, LONG);
        adversaries.close();
        assertThat(stay.endMs().orElseThrow() - stay.startMs().orElseThrow()).isLessThan(5_000);
        assertThat(held(stay, "AccessShareLock")).isEmpty();
    }

    @Test
    void aTimeoutOfTheServerEndsIt() throws Exception {
        execute("ALTER DATABASE " + database.name() + " SET idle_in_transaction_session_timeout = '200ms'");
        execute("ALTER DATABASE " + database.name() + " SET statement_timeout = '300ms'");
        try {
            AdversaryStay idle = adversaries.start(Adversary.IDLE_IN_TRANSACTION, LONG);
            AdversaryStay report = adversaries.start(Adversary.LONG_REPORT, LONG);
            assertThat(idle.awaitEnd(LONG)).isTrue();
            assertThat(report.awaitEnd(LONG)).isTrue();
            assertThat(idle.endMs().orElseThrow() - idle.startMs().orElseThrow())
                    .isBetween(190.0, 4_000.0);
            assertThat(idle.cutShort()).isPresent();
            assertThat(report.cutShort()).contains("canceling statement due to statement timeout");
        } finally {
            execute("ALTER DATABASE " + database.name() + " RESET ALL");
        }
    }

    @Test
    void aServerThatDoesNotLetItInHindersIt() {
        AdversaryStay stay =
                Adversaries.of(database, "nobody", "wrong", TABLES, axis).start(Adversary.DUMP, SHORT);
        assertThat(stay.hindrance().orElseThrow()).contains("nobody").doesNotContain("wrong");
    }

    @Test
    void oneIsNotInTheWayOfTheOthers() {
        List<AdversaryStay> stays = new ArrayList<>();
        for (Adversary adversary : Adversary.values()) {
            stays.add(adversaries.start(adversary, LONG));
        }
        assertThat(stays).allSatisfy(stay -> assertThat(stay.hindrance()).isEmpty());
    }

    private List<String> held(AdversaryStay stay, String mode) throws SQLException {
        List<String> relations = new ArrayList<>();
        try (Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT relation::regclass::text FROM pg_locks WHERE locktype = 'relation' AND granted AND pid = "
                                + stay.backend() + " AND mode = '" + mode + "'")) {
            while (rows.next()) {
                relations.add(rows.getString(1));
            }
        }
        return relations;
    }

    private String name(AdversaryStay stay) throws SQLException {
        try (Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT application_name FROM pg_stat_activity WHERE pid = " + stay.backend())) {
            rows.next();
            return rows.getString(1);
        }
    }

    private long lockedRows(String table) throws SQLException {
        return number("SELECT (SELECT count(*) FROM " + table + ") - count(*) FROM (SELECT FROM " + table
                + " FOR UPDATE SKIP LOCKED) AS free");
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
}
