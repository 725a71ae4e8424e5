package org.migrationdrill.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.SqlStatement;
import org.migrationdrill.input.Place;

class RunQueueTest {
    private static final Operation OPERATION = new Operation(
            "read",
            1,
            false,
            false,
            Optional.empty(),
            false,
            Map.of(),
            Map.of(),
            List.of(new SqlStatement("SELECT 1", "SELECT 1", List.of(), 1)),
            new Place(Path.of("suite.sql"), 1));

    private final RunQueue queue = new RunQueue();

    @Test
    void onlyARunThatAnIdleWorkerCouldHaveBegunComesLate() throws InterruptedException {
        long later = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        Run nobodyThere = run();
        queue.put(nobodyThere);
        assertThat(nobodyThere.cameLate(later)).isFalse();
        queue.take();

        Thread worker = new Thread(() -> {
            try {
                queue.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        worker.start();
        Awaitility.await("the worker waits").until(() -> worker.getState() == Thread.State.WAITING);
        Run promised = run();
        Run second = run();
        queue.put(promised);
        assertThat(promised.cameLate(later)).isTrue();
        assertThat(promised.cameLate(System.nanoTime())).isFalse();
        worker.join();
        queue.put(second);
        assertThat(second.cameLate(later)).isFalse();
    }

    @Test
    void theFirstInTheQueueExpiresFirst() {
        Run run = run();
        queue.put(run);
        queue.put(run());
        long now = run.dueNanos() + Duration.ofSeconds(1).toNanos();
        assertThat(queue.expired(now, Duration.ofSeconds(2).toNanos())).isEmpty();
        assertThat(queue.expired(now, Duration.ofMillis(900).toNanos())).containsSame(run);
    }

    @Test
    void itIsQuietWhenAllThatWasPutIsDone() throws InterruptedException {
        assertThat(queue.awaitQuiet(Duration.ZERO)).isTrue();
        queue.put(run());
        assertThat(queue.awaitQuiet(Duration.ofMillis(1))).isFalse();
        queue.take();
        assertThat(queue.awaitQuiet(Duration.ofMillis(1))).isFalse();
        queue.done();
        assertThat(queue.awaitQuiet(Duration.ZERO)).isTrue();
    }

    @Test
    void anEndlessSourceIsAskedWhenNothingIsPut() throws InterruptedException {
        Run made = run();
        queue.endless(() -> Optional.of(made));
        assertThat(queue.take()).containsSame(made);
        Run put = run();
        queue.put(put);
        assertThat(queue.take()).containsSame(put);
    }

    @Test
    void closedItGivesBackWhatWaitedAndTakesNothingMore() throws InterruptedException {
        Run run = run();
        queue.put(run);
        assertThat(queue.close()).containsExactly(run);
        assertThat(queue.put(run())).isFalse();
        assertThat(queue.take()).isEmpty();
    }

    private static Run run() {
        return new Run(1, 0, OPERATION, Map.of(), System.nanoTime());
    }
}
