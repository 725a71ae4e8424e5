package org.migrationdrill.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;

class ParametersAheadTest {
    private static final AppVersion APP = Suites.version("1", """
            -- operation: read
            -- rate: 20/s
            SELECT 1;
            """);
    private static final Operation READ = APP.operations().get(0);

    @Test
    void asManyAreReadyAsAreNeededInHalfASecondAndNoMore() {
        AtomicInteger made = new AtomicInteger();
        try (ParametersAhead ahead = new ParametersAhead((operation, run) -> {
            made.incrementAndGet();
            return Optional.of(Map.of("run", run));
        })) {
            ParametersAhead.Shelf shelf = ahead.shelf(READ, 20);
            Awaitility.await("ten are made").until(() -> made.get() == 10);
            assertThat(ahead.isReady(shelf)).isTrue();
            assertThat(ahead.take(shelf)).contains(Map.of("run", 1L));
            assertThat(ahead.take(shelf)).contains(Map.of("run", 2L));
            assertThat(made).hasValueLessThanOrEqualTo(12);
        }
    }

    @Test
    void versionsThatShareAnOperationShareItsRuns() {
        Set<Object> seen = ConcurrentHashMap.newKeySet();
        try (ParametersAhead ahead = new ParametersAhead((operation, run) -> Optional.of(Map.of("run", run)))) {
            ParametersAhead.Shelf one = ahead.shelf(READ, 20);
            ParametersAhead.Shelf other = ahead.shelf(READ, 20);
            for (int i = 0; i < 100; i++) {
                assertThat(seen.add(ahead.take(i % 2 == 0 ? one : other).orElseThrow()))
                        .isTrue();
            }
        }
    }

    @Test
    void whatCanNotRunYetIsAskedForAgainAsTheSameRun() {
        AtomicBoolean there = new AtomicBoolean();
        try (ParametersAhead ahead = new ParametersAhead(
                (operation, run) -> there.get() ? Optional.of(Map.of("run", run)) : Optional.empty())) {
            ParametersAhead.Shelf shelf = ahead.shelf(READ, 20);
            assertThat(ahead.take(shelf)).isEmpty();
            assertThat(ahead.isReady(shelf)).isTrue();
            there.set(true);
            Awaitility.await("the key is there").until(() -> ahead.take(shelf).equals(Optional.of(Map.of("run", 1L))));
        }
    }

    @Test
    void aSourceThatFailsIsToldToWhoeverNeedsIt() {
        try (ParametersAhead ahead = new ParametersAhead((operation, run) -> {
            throw new IllegalArgumentException("no such table");
        })) {
            ParametersAhead.Shelf shelf = ahead.shelf(READ, 20);
            assertThatThrownBy(() -> ahead.take(shelf))
                    .hasMessageContaining("read")
                    .hasRootCauseMessage("no such table");
        }
    }

    @Test
    void whoeverWaitsGoesOnWithoutWhenItIsClosed() throws InterruptedException {
        ParametersAhead ahead = new ParametersAhead((operation, run) -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });
        ParametersAhead.Shelf shelf = ahead.shelf(READ, 20);
        AtomicBoolean empty = new AtomicBoolean();
        Thread taker = new Thread(() -> empty.set(ahead.take(shelf).isEmpty()));
        taker.start();
        Awaitility.await("the taker waits").until(() -> taker.getState() == Thread.State.WAITING);
        ahead.close();
        taker.join();
        assertThat(empty).isTrue();
    }
}
