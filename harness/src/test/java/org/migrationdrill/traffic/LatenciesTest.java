package org.migrationdrill.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void nothingIsSaidOfNoSamples() {
        assertThat(latencies.maxMs()).isNull();
        assertThat(latencies.p50Ms()).isNull();
        assertThat(latencies.p99Ms()).isNull();
    }

    @Test
    void aMaximumNeedsOneSample() {
        latencies.add(1_234_567);
        assertThat(latencies.maxMs()).isEqualTo(1_234.567);
        assertThat(latencies.p50Ms()).isNull();
    }

    @Test
    void aMedianNeedsTenSamplesAndAPercentileAHundred() {
        addMillisUpTo(9);
        assertThat(latencies.p50Ms()).isNull();
        latencies.add(10_000);
        assertThat(latencies.p50Ms()).isCloseTo(5, within(0.01));
        for (int i = 11; i <= 99; i++) {
            latencies.add(i * 1000L);
        }
        assertThat(latencies.p99Ms()).isNull();
        latencies.add(100_000);
        assertThat(latencies.p99Ms()).isCloseTo(99, within(0.1));
        assertThat(latencies.maxMs()).isEqualTo(100);
    }

    @Test
    void clearedItStartsAnew() {
        addMillisUpTo(200);
        latencies.clear();
        assertThat(latencies.maxMs()).isNull();
        assertThat(latencies.p50Ms()).isNull();
    }

    private void addMillisUpTo(int most) {
        for (int i = 1; i <= most; i++) {
            latencies.add(i * 1000L);
        }
    }
}
