package org.migrationdrill.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.migrationdrill.rehearsal.LoadedStep.locks;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationdrill.observe.LockTaken;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.observe.StatementTrace.TableSize;

@Timeout(60)
class StatementEvidenceIT {
    private static final String SHOP = """
            CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
            INSERT INTO customers SELECT i, 'customer ' || i FROM generate_series(1, 1000) AS i;
            CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL, amount int NOT NULL, note text);
            INSERT INTO orders SELECT i, 1 + i % 1000, i, 'note ' || i FROM generate_series(1, 20000) AS i;
            CREATE INDEX orders_amount_idx ON orders (amount);
            """;

    @TempDir
    Path folder;

    private LoadedStep step;

    @BeforeEach
    void makeTheShop() {
        step = new LoadedStep(folder).baseline(SHOP);
        step.change("VACUUM ANALYZE");
    }

    @Test
    void columnWithoutDefaultLocksOutEverybodyAndTouchesNoRow() {
        StatementTrace trace = step.statement("ALTER TABLE orders ADD COLUMN status text;");
        assertThat(locks(trace)).containsExactly("public.orders: AccessExclusiveLock");
        assertThat(trace.rewrote()).isEmpty();
        assertThat(trace.scanned()).isEmpty();
        assertThat(trace.walBytes()).isBetween(1L, 50_000L);
        assertThat(trace.tempBytes()).isZero();
        assertThat(trace.limits()).isEmpty();
    }

    @Test
    void columnWithVolatileDefaultRewritesTableToastAndIndexes() {
        StatementTrace trace = step.statement("ALTER TABLE orders ADD COLUMN token float DEFAULT random();");
        assertThat(locks(trace)).containsExactly("public.orders: AccessExclusiveLock");
        assertThat(trace.rewrote())
                .containsExactly(
                        "public.orders", "public.orders (toast)", "public.orders_amount_idx", "public.orders_pkey");
        assertThat(trace.scanned()).containsExactly("public.orders");
        assertThat(trace.walBytes()).isGreaterThan(500_000);
        assertThat(trace.sizes()).extracting(TableSize::table).containsExactly("public.orders");
        assertThat(trace.sizes().get(0).beforeBytes()).isPositive();
        assertThat(trace.sizes().get(0).afterBytes())
                .isEqualTo(Long.valueOf(
                        step.query("SELECT pg_total_relation_size('orders')").get(0)));
    }

    @Test
    void widerTypeRewritesTheTableAndNarrowerTextDoesNot() {
        assertThat(step.statement("ALTER TABLE orders ALTER amount TYPE bigint;")
                        .rewrote())
                .contains("public.orders", "public.orders_amount_idx");
        step = new LoadedStep(folder.resolve("text"))
                .baseline("CREATE TABLE t (a varchar(10)); INSERT INTO t VALUES ('x');");
        StatementTrace trace = step.statement("ALTER TABLE t ALTER a TYPE text;");
        assertThat(trace.rewrote()).isEmpty();
        assertThat(trace.scanned()).isEmpty();
    }

    @Test
    void notNullScansTheTableUnlessACheckProvesIt() {
        List<StatementTrace> traces = step.statements("""
                ALTER TABLE orders ALTER note SET NOT NULL;
                ALTER TABLE orders ALTER note DROP NOT NULL;
                ALTER TABLE orders ADD CONSTRAINT c CHECK (note IS NOT NULL) NOT VALID;
                ALTER TABLE orders VALIDATE CONSTRAINT c;
                ALTER TABLE orders ALTER note SET NOT NULL;
                """);
        assertThat(traces)
                .extracting(StatementTrace::scanned)
                .containsExactly(List.of("public.orders"), List.of(), List.of(), List.of("public.orders"), List.of());
        assertThat(traces).allSatisfy(trace -> assertThat(trace.rewrote()).isEmpty());
    }

    @Test
    void foreignKeyLocksBothTables() {
        StatementTrace trace =
                step.statement("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers;");
        assertThat(locks(trace))
                .containsExactly("public.customers: ShareRowExclusiveLock", "public.orders: ShareRowExclusiveLock");
        assertThat(trace.scanned()).containsExactly("public.customers", "public.orders");
    }

    @Test
    void validationOfAForeignKeyLetsWritesPass() {
        step.change("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers NOT VALID");
        StatementTrace trace = step.statement("ALTER TABLE orders VALIDATE CONSTRAINT fk;");
        assertThat(locks(trace))
                .containsExactly("public.customers: RowShareLock", "public.orders: ShareUpdateExclusiveLock");
        assertThat(trace.scanned()).contains("public.orders");
    }

    @Test
    void indexKeepsWritersOutAndReadsTheTable() {
        StatementTrace trace = step.statement("CREATE INDEX orders_note_idx ON orders (note);");
        assertThat(locks(trace)).containsExactly("public.orders: ShareLock");
        assertThat(trace.scanned()).containsExactly("public.orders");
        assertThat(trace.rewrote()).isEmpty();
        assertThat(trace.sizes().get(0).afterBytes())
                .isGreaterThan(trace.sizes().get(0).beforeBytes());
    }

    @Test
    void whatIsDroppedIsToldOfUnderTheNameItHad() {
        List<StatementTrace> traces = step.statements("DROP INDEX orders_amount_idx; DROP TABLE customers;");
        assertThat(traces)
                .flatExtracting(StatementTrace::locks)
                .extracting(LockTaken::relation, LockTaken::table, LockTaken::mode, LockTaken::existedBefore)
                .containsExactly(
                        tuple("public.orders", "public.orders", "AccessExclusiveLock", true),
                        tuple("public.customers", "public.customers", "AccessExclusiveLock", true));
        assertThat(traces).flatExtracting(StatementTrace::rewrote).isEmpty();
        assertThat(traces.get(1).sizes()).singleElement().satisfies(size -> {
            assertThat(size.beforeBytes()).isPositive();
            assertThat(size.afterBytes()).isNull();
        });
    }

    @Test
    void indexThatIsBuiltAgainShutsItsReadersOut() {
        StatementTrace trace = step.statement("REINDEX INDEX orders_amount_idx;");
        assertThat(trace.locks())
                .extracting(LockTaken::relation, LockTaken::table, LockTaken::mode)
                .containsExactly(
                        tuple("public.orders_amount_idx", "public.orders", "AccessExclusiveLock"),
                        tuple("public.orders", "public.orders", "ShareLock"));
        assertThat(trace.rewrote()).containsExactly("public.orders_amount_idx");
    }

    @Test
    void attachedPartitionIsScannedAndItsParentStaysOpen() {
        step.change("CREATE TABLE log (at int) PARTITION BY RANGE (at)");
        step.change("CREATE TABLE log_1 AS SELECT generate_series(1, 99) AS at");
        step.change("ANALYZE log_1");
        StatementTrace trace = step.statement("ALTER TABLE log ATTACH PARTITION log_1 FOR VALUES FROM (1) TO (100);");
        assertThat(locks(trace))
                .containsExactly("public.log: ShareUpdateExclusiveLock", "public.log_1: AccessExclusiveLock");
        assertThat(trace.scanned()).containsExactly("public.log_1");
    }

    @Test
    void truncateGivesNewFiles() {
        StatementTrace trace = step.statement("TRUNCATE orders;");
        assertThat(locks(trace)).containsExactly("public.orders: AccessExclusiveLock");
        assertThat(trace.rewrote()).contains("public.orders", "public.orders_pkey");
        assertThat(trace.scanned()).isEmpty();
        assertThat(trace.sizes().get(0).afterBytes())
                .isLessThan(trace.sizes().get(0).beforeBytes());
    }

    @Test
    void updateOfAllRowsLocksNoReaderAndWritesMuch() {
        StatementTrace trace = step.statement("UPDATE orders SET amount = amount + 1;");
        assertThat(locks(trace)).containsExactly("public.orders: RowExclusiveLock");
        assertThat(trace.scanned()).containsExactly("public.orders");
        assertThat(trace.rewrote()).isEmpty();
        assertThat(trace.rows()).isEqualTo(20_000);
        assertThat(trace.walBytes()).isGreaterThan(2_000_000);
        assertThat(trace.sizes().get(0).afterBytes())
                .isGreaterThan(trace.sizes().get(0).beforeBytes());
    }

    @Test
    void lockIsHeldUntilTheTransactionEndsSoTheOrderOfStatementsCounts() {
        List<StatementTrace> traces = step.statements("""
                ALTER TABLE customers ADD COLUMN status text;
                UPDATE orders SET amount = amount + 1;
                ALTER TABLE orders ADD COLUMN status text;
                """);
        assertThat(traces).extracting(StatementTrace::line).containsExactly(1, 2, 3);
        LockTaken first = traces.get(0).locks().get(0);
        assertThat(first.grantedAfterMs()).isBetween(traces.get(0).startMs(), first.grantedByMs());
        assertThat(first.grantedByMs()).isLessThanOrEqualTo(traces.get(0).endMs());
        assertThat(first.exact()).isTrue();
        assertThat(traces).allSatisfy(trace -> {
            assertThat(trace.transactionEndMs()).isGreaterThan(traces.get(2).endMs());
            assertThat(trace.locks())
                    .allSatisfy(lock -> assertThat(lock.releasedMs()).isEqualTo(trace.transactionEndMs()));
        });
        assertThat(locks(traces.get(2))).containsExactly("public.orders: AccessExclusiveLock");
    }

    @Test
    void weakerLockOnWhatIsLockedAlreadyIsNoNews() {
        List<StatementTrace> traces = step.statements(
                "ALTER TABLE orders ADD COLUMN status text; UPDATE orders SET status = 'new' WHERE id <= 5000;");
        assertThat(traces.get(1).locks()).isEmpty();
        assertThat(traces.get(1).sizes()).extracting(TableSize::table).containsExactly("public.orders");
    }

    @Test
    void newTableIsToldApartFromThoseThatTheAppUses() {
        StatementTrace trace = step.statement("CREATE TABLE refunds (id bigint PRIMARY KEY, order_id bigint);");
        assertThat(trace.locks())
                .extracting(LockTaken::relation, LockTaken::existedBefore)
                .containsExactly(tuple("public.refunds", false));
        assertThat(trace.sizes()).extracting(TableSize::beforeBytes).containsExactly((Long) null);
    }

    @Test
    void locksGivenBackWithASavepointAreReleasedThen() {
        List<StatementTrace> traces = step.statements("""
                SAVEPOINT one;
                ALTER TABLE orders ADD COLUMN status text;
                ROLLBACK TO SAVEPOINT one;
                UPDATE customers SET name = 'x' WHERE id = 1;
                """);
        LockTaken lock = traces.get(1).locks().get(0);
        assertThat(lock.releasedMs()).isEqualTo(traces.get(2).endMs());
        assertThat(traces.get(1).transactionEndMs()).isGreaterThan(lock.releasedMs());
    }

    @Test
    void timeoutsAreThoseInEffectWhenTheStatementRuns() {
        List<StatementTrace> traces =
                step.step("{migrate: 2, lock-timeout: 700ms}").statements("""
                ALTER TABLE orders ADD COLUMN a text;
                SET LOCAL lock_timeout = '1s';
                SET statement_timeout = '2min';
                ALTER TABLE orders ADD COLUMN b text;
                RESET lock_timeout;
                ALTER TABLE orders ADD COLUMN c text;
                """);
        assertThat(traces)
                .extracting(StatementTrace::lockTimeoutMs)
                .containsExactly(700L, 700L, 1000L, 1000L, 1000L, 0L);
        assertThat(traces)
                .extracting(StatementTrace::statementTimeoutMs)
                .containsExactly(0L, 0L, 0L, 120_000L, 120_000L, 120_000L);
    }

    @Test
    void roleSearchPathAndShortTimeoutOfTheScriptStandInNobodysWay() {
        step.change("CREATE SCHEMA shop; CREATE TABLE shop.goods (id int)");
        step.change("DROP ROLE IF EXISTS evidence_owner; CREATE ROLE evidence_owner; ALTER TABLE shop.goods OWNER TO"
                + " evidence_owner; GRANT ALL ON SCHEMA shop TO evidence_owner");
        List<StatementTrace> traces = step.statements("""
                SET ROLE evidence_owner;
                SET search_path = '';
                SET statement_timeout = '900ms';
                SET LOCAL idle_in_transaction_session_timeout = '20s';
                ALTER TABLE shop.goods ADD COLUMN name text;
                CREATE TABLE shop.seen AS SELECT current_setting('role') AS role, current_setting('search_path') AS path,
                    current_setting('statement_timeout') AS timeout;
                RESET ROLE;
                """);
        assertThat(locks(traces.get(4))).containsExactly("shop.goods: AccessExclusiveLock");
        assertThat(traces.get(4).statementTimeoutMs()).isEqualTo(900);
        assertThat(traces.get(4).walBytes()).isPositive();
        assertThat(step.query("SELECT role || ' [' || path || '] ' || timeout FROM shop.seen"))
                .containsExactly("evidence_owner [\"\"] 900ms");
    }

    @Test
    void lookLeavesTheSessionAsItWas() {
        step.change("CREATE SEQUENCE tickets");
        List<StatementTrace> traces = step.statements("""
                CREATE TEMP TABLE kept (n bigint) ON COMMIT DROP;
                PREPARE one AS SELECT 1;
                DECLARE c CURSOR FOR SELECT id FROM orders ORDER BY id;
                SELECT nextval('tickets');
                FETCH 1 FROM c;
                INSERT INTO kept VALUES (lastval());
                EXECUTE one;
                CREATE TABLE seen AS SELECT n, (SELECT count(*) FROM pg_prepared_statements WHERE statement <> 'COMMIT') AS prepared,
                    (SELECT count(*) FROM pg_cursors WHERE name = 'c') AS cursors FROM kept;
                """);
        assertThat(step.query("SELECT n || ' ' || prepared || ' ' || cursors FROM seen"))
                .containsExactly("1 1 1");
        assertThat(traces.get(0).locks()).isEmpty();
    }

    @Test
    void failedStatementSaysWhyAndKeepsWhatIsKnown() {
        WatchedStep seen = step.forward("""
                ALTER TABLE orders ADD COLUMN status text;
                ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 5);
                """);
        assertThat(seen.outcome().error()).isNotNull();
        assertThat(seen.attempts()).singleElement().satisfies(attempt -> assertThat(attempt.error())
                .isEqualTo(seen.outcome().error()));
        assertThat(seen.statements()).hasSize(2);
        assertThat(locks(seen.statements().get(0))).containsExactly("public.orders: AccessExclusiveLock");
        assertThat(seen.statements().get(0).locks().get(0).releasedMs())
                .isEqualTo(seen.statements().get(1).transactionEndMs());
        StatementTrace failed = seen.statements().get(1);
        assertThat(failed.sqlState()).isEqualTo("23514");
        assertThat(failed.rewrote()).isNull();
        assertThat(failed.scanned()).isNull();
        assertThat(failed.walBytes()).isNull();
        assertThat(failed.limits()).isNotEmpty();
        assertThat(failed.lockTimeoutMs()).isZero();
    }

    @Test
    void withoutStatisticsOfStatementsWhatTheyWroteIsNotKnown() {
        StatementTrace trace = step.withoutStatistics().statement("UPDATE orders SET amount = 1 WHERE id = 1;");
        assertThat(trace.walBytes()).isNull();
        assertThat(trace.tempBytes()).isNull();
        assertThat(trace.limits()).singleElement().asString().contains("WAL");
    }

    @Test
    void reverseIsWatchedToo() {
        step.with("migrations/U2__step.sql", "ALTER TABLE orders DROP COLUMN status;");
        step.statements("ALTER TABLE orders ADD COLUMN status text;");
        WatchedStep seen = step.reverse();
        assertThat(seen.outcome().error()).isNull();
        assertThat(seen.statements()).singleElement().satisfies(trace -> {
            assertThat(trace.file()).isEqualTo("U2__step.sql");
            assertThat(locks(trace)).containsExactly("public.orders: AccessExclusiveLock");
        });
        assertThat(seen.backends()).contains(seen.statements().get(0).backend());
        assertThat(step.sessions()).containsAll(seen.backends());
    }

    @Test
    void scriptMayChooseItsIsolationLevelWhereverItCouldWithoutTheLook() {
        String script = "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\nUPDATE orders SET amount = 1 WHERE id = 1;";
        step.with("migrations/V2__step.sql", script);
        boolean unwatched = step.unwatched().succeeded();
        assertThat(new LoadedStep(folder.resolve("watched"))
                        .baseline(SHOP)
                        .forward(script)
                        .outcome()
                        .succeeded())
                .isEqualTo(unwatched);
    }

    @Test
    void indexBuiltConcurrentlySaysWhoseTransactionItWaitedFor() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection report = step.database().connect("long report")) {
            report.setAutoCommit(false);
            report.createStatement().execute("SELECT count(*) FROM orders");
            Future<WatchedStep> building =
                    other.submit(() -> step.forward("CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);"));
            await("the build waits for the report's transaction")
                    .untilAsserted(() -> assertThat(step.query("SELECT wait_event FROM pg_stat_activity WHERE datname ="
                                    + " current_database() AND wait_event = 'virtualxid'"))
                            .isNotEmpty());
            double waiting = step.axis().now();
            await("some time passes").until(() -> step.axis().now() > waiting + 300);
            report.rollback();
            StatementTrace trace = building.get().statements().get(0);
            assertThat(trace.sqlState()).isNull();
            assertThat(trace.waitedFor())
                    .singleElement()
                    .asString()
                    .matches("waited \\d+ ms for the transaction of long report");
            assertThat(trace.locks()).singleElement().satisfies(lock -> {
                assertThat(lock.relation()).isEqualTo("public.orders");
                assertThat(lock.mode()).isEqualTo("ShareUpdateExclusiveLock");
                assertThat(lock.exact()).isFalse();
                assertThat(lock.releasedMs() - lock.grantedByMs()).isGreaterThan(250);
            });
            assertThat(trace.transactionEndMs()).isEqualTo(trace.endMs());
            assertThat(trace.rewrote()).isEmpty();
            assertThat(trace.walBytes()).isPositive();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void grantAfterAWaitIsToldCloserThanByTheStatementsEnds() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection reader = step.database().connect("reader")) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT count(*) FROM orders");
            Future<WatchedStep> altering =
                    other.submit(() -> step.forward("ALTER TABLE orders ADD COLUMN token float DEFAULT random();"));
            await("the ALTER waits for the reader").untilAsserted(() -> assertThat(step.query(
                            "SELECT mode FROM pg_locks WHERE NOT granted" + " AND relation = 'orders'::regclass"))
                    .isNotEmpty());
            double waiting = step.axis().now();
            await("some time passes").until(() -> step.axis().now() > waiting + 200);
            reader.rollback();
            double released = step.axis().now();
            StatementTrace trace = altering.get().statements().get(0);
            assertThat(trace.locks()).singleElement().satisfies(lock -> {
                assertThat(lock.mode()).isEqualTo("AccessExclusiveLock");
                assertThat(lock.exact()).isTrue();
                assertThat(lock.grantedAfterMs()).isBetween(waiting, released);
                assertThat(lock.grantedByMs()).isGreaterThan(lock.grantedAfterMs());
            });
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void lockThatWasWaitedForOutsideOfATransactionIsToldHoweverBrieflyItWasHeld() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        step.with("migrations/V2__step.sql.conf", "executeInTransaction=false");
        try (Connection reader = step.database().connect("reader")) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT count(*) FROM orders");
            Future<WatchedStep> altering = other.submit(
                    () -> step.forward("ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount >= 0) NOT VALID;"));
            await("the ALTER waits for the reader").untilAsserted(() -> assertThat(
                            step.query("SELECT mode FROM pg_locks WHERE NOT granted AND relation = 'orders'::regclass"))
                    .isNotEmpty());
            double waiting = step.axis().now();
            await("some time passes").until(() -> step.axis().now() > waiting + 300);
            reader.rollback();
            double released = step.axis().now();
            StatementTrace trace = altering.get().statements().get(0);
            assertThat(trace.locks()).singleElement().satisfies(lock -> {
                assertThat(lock.relation()).isEqualTo("public.orders");
                assertThat(lock.mode()).isEqualTo("AccessExclusiveLock");
                assertThat(lock.existedBefore()).isTrue();
                assertThat(lock.exact()).isFalse();
                assertThat(lock.grantedAfterMs()).isBetween(waiting, released);
                assertThat(lock.grantedByMs()).isGreaterThan(lock.grantedAfterMs());
                assertThat(lock.releasedMs()).isBetween(lock.grantedByMs(), trace.endMs());
            });
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void lockThatWasWaitedForAndNeverGrantedIsNotTold() throws Exception {
        step.with("migrations/V2__step.sql.conf", "executeInTransaction=false");
        try (Connection reader = step.database().connect("reader")) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT count(*) FROM orders");
            StatementTrace trace = step.forward(
                            "SET lock_timeout = '300ms'; ALTER TABLE orders ADD COLUMN status text;")
                    .statements()
                    .get(1);
            assertThat(trace.sqlState()).isEqualTo("55P03");
            assertThat(trace.locks()).isNullOrEmpty();
        }
    }

    @Test
    void tableWithANewFileWasLockedThoughNobodySawIt() {
        StringBuilder script = new StringBuilder("VACUUM FULL customers;\n");
        for (int i = 0; i < 8; i++) {
            step.change("CREATE TABLE few_" + i + " AS SELECT 1 AS id");
            script.append("TRUNCATE few_").append(i).append(";\n");
        }
        step.with("migrations/V2__step.sql.conf", "executeInTransaction=false");
        List<StatementTrace> traces = step.statements(script.toString());
        assertThat(traces).hasSize(9).allSatisfy(trace -> {
            assertThat(trace.locks()).singleElement().satisfies(lock -> {
                assertThat(lock.relation()).isEqualTo(lock.table()).isIn(trace.rewrote());
                assertThat(lock.mode()).isEqualTo("AccessExclusiveLock");
                assertThat(lock.existedBefore()).isTrue();
                assertThat(lock.exact()).isFalse();
                assertThat(lock.grantedAfterMs()).isBetween(trace.startMs(), lock.grantedByMs());
                assertThat(lock.releasedMs()).isBetween(lock.grantedByMs(), trace.endMs());
            });
            assertThat(trace.sizes()).singleElement().satisfies(size -> assertThat(size.beforeBytes())
                    .isPositive());
        });
    }

    @Test
    void commitLocksNothingWhateverWasTakenBackBeforeIt() {
        List<StatementTrace> traces = step.statements("""
                SAVEPOINT one;
                ALTER TABLE orders ADD COLUMN token float DEFAULT random();
                ROLLBACK TO SAVEPOINT one;
                COMMIT;
                """);
        assertThat(locks(traces.get(1))).containsExactly("public.orders: AccessExclusiveLock");
        assertThat(traces.get(3).locks()).isNullOrEmpty();
    }

    @Test
    void scriptOutsideOfATransactionIsSampledAndSaysWhatIsNotKnown() {
        step.change("ALTER TABLE orders ADD CONSTRAINT c CHECK (amount > 0) NOT VALID");
        step.with("migrations/V2__step.sql.conf", "executeInTransaction=false");
        List<StatementTrace> traces = step.statements("""
                ALTER TABLE orders VALIDATE CONSTRAINT c;
                ALTER TABLE orders ADD COLUMN token float DEFAULT random();
                SET lock_timeout = '3s';
                VACUUM FULL customers;
                """);
        assertThat(traces).hasSize(4);
        assertThat(traces).allSatisfy(trace -> {
            assertThat(trace.transactionEndMs()).isEqualTo(trace.endMs());
            assertThat(trace.scanned()).isNull();
            assertThat(trace.limits()).isNotEmpty();
        });
        assertThat(traces.get(1).rewrote()).contains("public.orders", "public.orders_pkey");
        assertThat(traces.get(3).rewrote()).contains("public.customers", "public.customers_pkey");
        assertThat(traces.get(3).lockTimeoutMs()).isEqualTo(3000);
    }

    @Test
    void attemptsThatRanIntoTheLockTimeoutAreAllTold() throws Exception {
        step.step("{migrate: 2, lock-timeout: 60ms, retry: {attempts: 3, pause: 10ms}}");
        try (Connection reader = step.database().connect("reader")) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT count(*) FROM orders");
            WatchedStep seen = step.forward("ALTER TABLE orders ADD COLUMN status text;");
            assertThat(seen.attempts()).hasSize(3).allSatisfy(attempt -> assertThat(
                            attempt.error().sqlState())
                    .isEqualTo("55P03"));
            assertThat(seen.statements()).extracting(StatementTrace::attempt).containsExactly(1, 2, 3);
            assertThat(seen.statements()).extracting(StatementTrace::sqlState).containsOnly("55P03");
            assertThat(seen.statements())
                    .extracting(StatementTrace::lockTimeoutMs)
                    .containsOnly(60L);
        }
    }

    @Test
    void rowOfStatementsThatDifferInValuesIsOneTrace() {
        StringBuilder script = new StringBuilder("ALTER TABLE customers ADD COLUMN status text;\n");
        for (int i = 0; i < 500; i++) {
            script.append("INSERT INTO orders VALUES (")
                    .append(30_000 + i)
                    .append(", 1, 2, 'it''s ")
                    .append(i)
                    .append("');\n");
        }
        script.append("UPDATE customers SET status = 'new';\n");
        List<StatementTrace> traces = step.statements(script.toString());
        assertThat(traces.size()).isLessThan(100);
        assertThat(traces.stream()
                        .filter(trace -> trace.sql().startsWith("INSERT"))
                        .mapToLong(StatementTrace::rows)
                        .sum())
                .isEqualTo(500);
        StatementTrace row = traces.get(traces.size() - 2);
        assertThat(row.limits()).anySatisfy(limit -> assertThat(limit).contains("stands for"));
        assertThat(row.walBytes()).isGreaterThan(10_000);
        assertThat(locks(traces.get(1))).containsExactly("public.orders: RowExclusiveLock");
        assertThat(traces.get(traces.size() - 1).scanned()).containsExactly("public.customers");
    }

    @Test
    void commitOfTheScriptsOwnEndsTheTransactionThere() {
        List<StatementTrace> traces = step.statements(
                "ALTER TABLE orders ADD COLUMN status text;\nCOMMIT;\nUPDATE customers SET name = 'x' WHERE id = 1;");
        assertThat(traces).extracting(StatementTrace::line).containsExactly(1, 2, 3);
        assertThat(traces.get(0).transactionEndMs()).isEqualTo(traces.get(1).endMs());
        assertThat(traces.get(0).locks().get(0).releasedMs())
                .isEqualTo(traces.get(1).endMs());
        assertThat(locks(traces.get(2))).containsExactly("public.customers: RowExclusiveLock");
        assertThat(traces.get(2).transactionEndMs()).isGreaterThan(traces.get(2).endMs());
    }

    @Test
    void tableThatSomebodyKeepsLockedHoldsNoLookUp() throws Exception {
        try (Connection other = step.database().connect("other")) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE customers");
            StatementTrace trace = step.statement("ALTER TABLE orders ADD COLUMN status text;");
            assertThat(locks(trace)).containsExactly("public.orders: AccessExclusiveLock");
            assertThat(trace.sizes()).isEmpty();
            assertThat(trace.limits()).singleElement().asString().contains("size");
        }
    }
}
