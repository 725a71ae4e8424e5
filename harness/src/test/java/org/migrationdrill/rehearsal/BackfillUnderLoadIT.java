package org.migrationdrill.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.migrationdrill.rehearsal.LoadedStep.locks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.LoadEvent.BatchesSeen;

@Timeout(60)
class BackfillUnderLoadIT {
    private static final String EVENTS = """
            CREATE TABLE events (id bigint PRIMARY KEY, tenant int, runs int NOT NULL DEFAULT 0);
            INSERT INTO events SELECT i FROM generate_series(1, 2000) AS i;
            """;
    private static final String FILL = "UPDATE events SET tenant = 7, runs = runs + 1 WHERE id > :from AND id <= :to;";
    private static final String DONE = "SELECT count(*) FROM events WHERE tenant = 7 AND runs = 1";
    private static final String PROGRESS = "SELECT upto || ' ' || batches || ' ' || rows FROM migration_drill.backfill";

    @TempDir
    Path folder;

    private LoadedStep step;

    @BeforeEach
    void makeEvents() {
        step = new LoadedStep(folder)
                .with("backfill.sql", FILL)
                .with("undo.sql", "UPDATE events SET tenant = NULL, runs = 0;")
                .step("backfill: {table: events, key: id, batch: 100, sql: backfill.sql, reverse: undo.sql}")
                .baseline(EVENTS);
    }

    @Test
    void everyBatchIsATransactionThatSaysHowFarItIs() {
        WatchedStep seen = step.forward();
        assertThat(seen.outcome().error()).isNull();
        assertThat(step.query(DONE)).containsExactly("2000");
        assertThat(step.query(PROGRESS)).containsExactly("2000 20 2000");
        assertThat(step.query("SELECT count(DISTINCT xmin::text) FROM events")).containsExactly("20");
        BatchesSeen batches = seen.batches();
        assertThat(batches.batches()).isEqualTo(20);
        assertThat(batches.rows()).isEqualTo(2000);
        assertThat(batches.rowsPerSecond()).isPositive();
        assertThat(batches.p50Ms()).isPositive().isLessThanOrEqualTo(batches.maxMs());
        assertThat(batches.resumedAt()).isNull();
        assertThat(batches.stopped()).isNull();
        assertThat(seen.attempts()).hasSize(1);
    }

    @Test
    void statementIsOneTraceForAllItsBatches() {
        WatchedStep seen = step.forward();
        assertThat(seen.statements()).singleElement().satisfies(trace -> {
            assertThat(locks(trace)).containsExactly("public.events: RowExclusiveLock");
            assertThat(trace.rows()).isEqualTo(2000);
            assertThat(trace.walBytes()).isGreaterThan(100_000);
            assertThat(trace.locks().get(0).releasedMs()).isLessThan(trace.transactionEndMs());
            assertThat(trace.limits()).anySatisfy(limit -> assertThat(limit).contains("20 batches", "longest"));
            assertThat(seen.backends()).containsExactly(trace.backend());
        });
    }

    @Test
    void pauseLiesBetweenBatchesAndInNoTransaction() {
        step.step("backfill: {table: events, key: id, batch: 500, pause: 120ms, sql: backfill.sql}");
        WatchedStep seen = step.forward();
        assertThat(seen.endMs() - seen.startMs()).isGreaterThan(3 * 120);
        assertThat(seen.batches().batches()).isEqualTo(4);
        assertThat(seen.batches().p50Ms()).isNull();
        assertThat(seen.outcome().duration()).isGreaterThan(Duration.ofMillis(360));
    }

    @Test
    void budgetStopsItBetweenBatchesAndTheNextRunGoesOnFromThere() {
        step.step("backfill: {table: events, key: id, batch: 100, pause: 30ms, budget: 100ms, sql: backfill.sql}");
        WatchedStep first = step.forward();
        int done =
                first.batches().batches() > 0 ? Math.toIntExact(first.batches().rows()) : 0;
        assertThat(done).isBetween(100, 1900);
        assertThat(first.batches().stopped()).contains("100 ms");
        assertThat(first.outcome().error().message())
                .contains("up to id " + done + " of 2000", "Run again, it goes on from there");
        step.step("backfill: {table: events, key: id, batch: 100, sql: backfill.sql}");
        WatchedStep second = step.forward();
        assertThat(second.outcome().error()).isNull();
        assertThat(second.batches().resumedAt()).isEqualTo(String.valueOf(done));
        assertThat(second.batches().rows()).isEqualTo(2000 - done);
        assertThat(step.query(DONE)).containsExactly("2000");
    }

    @Test
    void runAgainItDoesOnlyWhatCameLater() {
        step.forward();
        WatchedStep again = step.forward();
        assertThat(again.outcome().error()).isNull();
        assertThat(again.batches().batches()).isZero();
        assertThat(again.batches().rowsPerSecond()).isNull();
        assertThat(step.query(DONE)).containsExactly("2000");
        step.change("INSERT INTO events VALUES (3000), (3001)");
        assertThat(step.forward().batches().rows()).isEqualTo(2);
        assertThat(step.query(DONE)).containsExactly("2002");
    }

    @Test
    void killedBetweenBatchesItGoesOnAfterTheLastOneThatWasCommitted() throws Exception {
        step.step("backfill: {table: events, key: id, batch: 100, pause: 40ms, sql: backfill.sql}");
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<WatchedStep> running = other.submit(() -> step.forward());
            await("some batches are done").untilAsserted(() -> assertThat(
                            step.query("SELECT batches FROM" + " migration_drill.backfill WHERE batches > 2"))
                    .isNotEmpty());
            step.query(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'drill backfill'"
                            + " AND datname = current_database()");
            WatchedStep killed = running.get();
            assertThat(killed.outcome().error()).isNotNull();
            assertThat(killed.batches().batches()).isBetween(3L, 19L);
        } finally {
            other.shutdownNow();
        }
        String upTo = step.query("SELECT upto FROM migration_drill.backfill").get(0);
        assertThat(step.query(DONE)).containsExactly(upTo);
        WatchedStep again = step.forward();
        assertThat(again.outcome().error()).isNull();
        assertThat(again.batches().resumedAt()).isEqualTo(upTo);
        assertThat(step.query(DONE)).containsExactly("2000");
    }

    @Test
    void failingBatchLeavesNeitherRowsNorProgress() {
        step.change("UPDATE events SET runs = -1 WHERE id = 250");
        step.change("ALTER TABLE events ADD CHECK (runs <> 0 OR tenant IS NULL)");
        WatchedStep seen = step.forward();
        assertThat(seen.outcome().error().sqlState()).isEqualTo("23514");
        assertThat(step.query(PROGRESS)).containsExactly("200 2 200");
        assertThat(step.query(DONE)).containsExactly("200");
        assertThat(seen.batches().batches()).isEqualTo(2);
        assertThat(seen.statements()).singleElement().satisfies(trace -> assertThat(trace.sqlState())
                .isEqualTo("23514"));
    }

    @Test
    void rowsThatComeMeanwhileDoNotKeepItFromEnding() {
        step.with("backfill.sql", FILL + "\nINSERT INTO events SELECT max(id) + 1 FROM events WHERE :from < :to;");
        WatchedStep seen = step.forward();
        assertThat(seen.outcome().error()).isNull();
        assertThat(seen.batches().batches()).isEqualTo(20);
        assertThat(seen.statements()).extracting(StatementTrace::line).containsExactly(1, 2);
        assertThat(seen.statements()).extracting(StatementTrace::walBytes).containsOnly((Long) null);
    }

    @Test
    void rolledBackItBeginsAtTheBeginning() {
        step.forward();
        WatchedStep back = step.reverse();
        assertThat(back.outcome().error()).isNull();
        assertThat(back.statements()).singleElement().satisfies(trace -> {
            assertThat(trace.rows()).isEqualTo(2000);
            assertThat(trace.transactionEndMs()).isEqualTo(trace.endMs());
        });
        assertThat(step.query(PROGRESS)).isEmpty();
        assertThat(step.forward().batches().rows()).isEqualTo(2000);
    }

    @Test
    void twinKeepsNoProgress() {
        StepOutcome outcome = step.unwatched();
        assertThat(outcome.succeeded()).isTrue();
        assertThat(step.query("SELECT nspname FROM pg_namespace WHERE nspname = 'migration_drill'"))
                .isEmpty();
        assertThat(List.copyOf(outcome.statements())).singleElement().satisfies(seen -> assertThat(seen.rows())
                .isEqualTo(2000));
    }
}
