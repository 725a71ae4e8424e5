package org.migrationdrill.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.scenario.ClientSettings;
import org.migrationdrill.traffic.TrafficRecord.ErrorGroup;
import org.migrationdrill.traffic.TrafficRecord.Late;
import org.migrationdrill.traffic.TrafficRecord.PoolWait;
import org.migrationdrill.traffic.TrafficRecord.RunSeen;
import org.migrationdrill.traffic.TrafficRecord.Summary;
import org.migrationdrill.traffic.TrafficRecord.Timeline;

class TrafficRecordTest {
    private static final long MS = 1_000_000;
    private static final long ZERO = 5_000 * MS;
    private static final Axis AXIS = new Axis(ZERO, Instant.EPOCH);
    private static final RunError DEADLOCK = new RunError("40P01", "deadlock detected");
    private static final RunError GONE = new RunError("42703", "column \"kind\" does not exist");
    private static final AppVersion APP = Suites.version("1.8", """
            -- operation: read
            -- rate: 1/s
            SELECT 1;
            -- operation: write
            -- rate: 1/s
            SELECT 2;
            """);

    private final ParametersAhead ahead = new ParametersAhead((operation, run) -> Optional.of(Map.of()));
    private final Lane lane = new Lane(new Client(APP, ClientSettings.DEFAULT, "app", "secret"), 1, 1, ahead);
    private final Lateness late = new Lateness();
    private int runs;

    @AfterEach
    void close() {
        ahead.close();
    }

    @Test
    void aRunCountsWhereItWasDue() {
        done(0, 99, 300);
        done(0, 100, 7);
        done(1, 199, 8);
        done(1, 200, 9);
        assertThat(record(1000).summaries(100, 200))
                .containsExactly(
                        new Summary("1.8", "read", 1, 0, 0, 0, null, null, 7.0),
                        new Summary("1.8", "write", 1, 0, 0, 0, null, null, 8.0));
    }

    @Test
    void percentilesAreThereWhereThereAreSamplesForThem() {
        for (int i = 1; i <= 100; i++) {
            done(0, i, i);
        }
        Summary summary = record(1000).summaries(0, 1000).get(0);
        assertThat(summary.p50Ms()).isCloseTo(50, within(0.1));
        assertThat(summary.p99Ms()).isCloseTo(99, within(0.1));
        assertThat(summary.maxMs()).isEqualTo(100);
        assertThat(record(1000).summaries(0, 100).get(0).p99Ms()).isNull();
    }

    @Test
    void runsOfALateGeneratorCountButHaveNoFigures() {
        late.add(ZERO + 100 * MS, ZERO + 140 * MS);
        done(0, 90, 5);
        done(0, 110, 500);
        failed(0, 120, 600, GONE);
        TrafficRecord record = record(1000);
        assertThat(record.summaries(0, 1000)).containsExactly(new Summary("1.8", "read", 3, 1, 0, 2, null, null, 5.0));
        assertThat(record.summaries(100, 1000))
                .containsExactly(new Summary("1.8", "read", 2, 1, 0, 2, null, null, null));
        assertThat(record.late()).containsExactly(new Late(100, 140, 40));
        assertThat(record.errors(0, 1000)).hasSize(1);
    }

    @Test
    void failuresThatARetryHidCountApartFromThoseThatItDidNotHide() {
        outcomes().met(4);
        Run hidden = run(0, 10);
        hidden.failedOnce(outcomes().retried(hidden, attempt(10, 20, 4), DEADLOCK), ZERO + 30 * MS);
        outcomes().done(hidden, attempt(31, 40, 5));
        Run lost = run(0, 50);
        lost.failedOnce(outcomes().retried(lost, attempt(50, 60, 4), DEADLOCK), ZERO + 70 * MS);
        outcomes().failed(lost, attempt(71, 80, 4), GONE);
        Run droppedInItsPause = run(0, 90);
        droppedInItsPause.failedOnce(
                outcomes().retried(droppedInItsPause, attempt(90, 95, 4), DEADLOCK), ZERO + 999 * MS);
        outcomes().notRetried(droppedInItsPause);

        TrafficRecord record = record(1000);
        assertThat(record.summaries(0, 1000)).containsExactly(new Summary("1.8", "read", 3, 2, 1, 0, null, null, 30.0));
        assertThat(record.errors(0, 1000))
                .containsExactlyInAnyOrder(
                        new ErrorGroup("1.8", "read", "40P01", "deadlock detected", runAt(record, 92), 1, 20, 95),
                        new ErrorGroup(
                                "1.8",
                                "read",
                                "42703",
                                "column \"kind\" does not exist",
                                runAt(record, 75),
                                0,
                                80,
                                80));
    }

    private static List<Long> runAt(TrafficRecord record, double ms) {
        return List.of(record.runAt(4, ms).orElseThrow().runId());
    }

    @Test
    void aBackendIsInTheAttemptThatItRan() {
        Run retried = run(0, 10);
        retried.failedOnce(outcomes().retried(retried, attempt(12, 20, 4), DEADLOCK), ZERO + 30 * MS);
        outcomes().done(retried, attempt(31, 40, 5));
        outcomes().met(4);
        outcomes().met(5);
        outcomes().met(6);
        TrafficRecord record = record(1000);
        RunSeen first = record.runAt(4, 15).orElseThrow();
        assertThat(first).isEqualTo(new RunSeen("1.8", "read", first.runId(), 10, 12, 20));
        assertThat(record.runAt(5, 35)).contains(new RunSeen("1.8", "read", first.runId(), 10, 31, 40));
        assertThat(record.runAt(4, 11)).isEmpty();
        assertThat(record.runAt(4, 21)).isEmpty();
        assertThat(record.runAt(7, 15)).isEmpty();
        assertThat(record.backends("1.8")).containsExactly(4, 5, 6);
        assertThat(record.versionOf(6)).contains("1.8");
        assertThat(record.versionOf(7)).isEmpty();
    }

    @Test
    void waitsForAConnectionAreToldFromTenMillisecondsOn() {
        Run soon = run(0, 10);
        outcomes().done(soon, attempt(19, 25, 4));
        Run waited = run(1, 20);
        outcomes().done(waited, attempt(31, 32, 4));
        Run gaveUp = run(1, 50);
        outcomes().failed(gaveUp, Attempt.withoutConnection(ZERO + 150 * MS), RunError.unfinished());
        assertThat(record(1000).poolWaits())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("runId")
                .containsExactly(new PoolWait("1.8", "write", 0, 20, 31), new PoolWait("1.8", "write", 0, 50, 150));
    }

    @Test
    void slicesHaveTheirOwnRunsAndThePercentileOfTheirSecond() {
        for (int i = 0; i < 1000; i++) {
            done(0, 100 + 2 * i, 1 + i % 2);
        }
        failed(0, 1_250, 400, GONE);
        late.add(ZERO + 1_310 * MS, ZERO + 1_340 * MS);
        Timeline timeline = record(2_150).timelines(100).get(0);
        assertThat(timeline.done()).hasSize(22).startsWith(0, 50, 50).endsWith(50, 0);
        assertThat(timeline.done().get(12)).isEqualTo(51);
        assertThat(timeline.failed()).hasSize(22);
        assertThat(timeline.failed().get(12)).isEqualTo(1);
        assertThat(Collections.frequency(timeline.failed(), 0)).isEqualTo(21);
        assertThat(timeline.maxMs().get(0)).isNull();
        assertThat(timeline.maxMs().get(1)).isEqualTo(2);
        assertThat(timeline.maxMs().get(12)).isEqualTo(400);
        assertThat(timeline.p50Ms().get(1)).isCloseTo(1, within(0.01));
        assertThat(timeline.p99Ms().get(1)).as("50 samples in its second").isNull();
        assertThat(timeline.p99Ms().get(2)).isCloseTo(2, within(0.01));
        assertThat(timeline.voided()).hasSize(22).containsOnlyOnce(true);
        assertThat(timeline.voided().get(13)).isTrue();
        assertThat(timeline.maxMs().get(21)).isNull();
    }

    @Test
    void thePercentileLooksBackOneSecondAndNoFurther() {
        for (int i = 0; i < 200; i++) {
            done(0, i * 10, i == 0 ? 900 : 1);
        }
        Timeline timeline = record(2_000).timelines(100).get(0);
        assertThat(timeline.p99Ms().get(9))
                .as("0 to 1,000 ms: 1 of 100 is slow")
                .isCloseTo(1, within(0.01));
        done(0, 15, 900);
        timeline = record(2_000).timelines(100).get(0);
        assertThat(timeline.p99Ms().get(9)).isCloseTo(900, within(1.0));
        assertThat(timeline.p99Ms().get(10)).isCloseTo(1, within(0.01));
    }

    @Test
    void twoMinutesOfFiveThousandRunsASecondFitIntoTensOfMegabytes() {
        long before = usedBytes();
        for (int i = 0; i < 600_000; i++) {
            done(i % 2, i / 5.0, 1);
        }
        assertThat(usedBytes() - before).isBetween(10_000_000L, 40_000_000L);
        assertThat(record(120_000).summaries(0, 120_000))
                .extracting(Summary::count)
                .containsExactly(300_000L, 300_000L);
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private TrafficRecord record(double endMs) {
        return new TrafficRecord(AXIS, List.of(lane), late.merged(), ZERO + (long) (endMs * MS));
    }

    private Outcomes outcomes() {
        return lane.outcomes();
    }

    private void done(int operation, double dueMs, double latencyMs) {
        outcomes().done(run(operation, dueMs), attempt(dueMs, dueMs + latencyMs, 4));
    }

    private void failed(int operation, double dueMs, double latencyMs, RunError error) {
        outcomes().failed(run(operation, dueMs), attempt(dueMs, dueMs + latencyMs, 4), error);
    }

    private Run run(int operation, double dueMs) {
        return new Run(++runs, operation, APP.operations().get(operation), Map.of(), ZERO + (long) (dueMs * MS));
    }

    private static Attempt attempt(double sentMs, double endMs, int backend) {
        return new Attempt(ZERO + (long) (sentMs * MS), ZERO + (long) (endMs * MS), backend);
    }
}
