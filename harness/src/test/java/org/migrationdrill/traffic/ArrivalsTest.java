package org.migrationdrill.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 77 * SECOND;

    @Test
    void theSameSeedGivesTheSameOffsetsWheneverSendingBegins() {
        long[] early = offsets(sending(5, START), START, 200);
        long[] late = offsets(sending(5, 3 * START), 3 * START, 200);
        assertThat(late).isEqualTo(early);
        assertThat(offsets(sending(6, START), START, 200)).isNotEqualTo(early);
    }

    @Test
    void gapsAreExponentialAtTheRate() {
        long[] offsets = offsets(sending(5, START), START, 20_000);
        assertThat(offsets[19_999] / 1e9).as("20,000 runs at 50/s").isCloseTo(400, within(12.0));
        long[] gaps = LongStream.range(1, 20_000)
                .map(i -> offsets[(int) i] - offsets[(int) i - 1])
                .toArray();
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double longer = Arrays.stream(gaps).filter(gap -> gap > mean).count() / 19_999.0;
        assertThat(longer).as("share of gaps longer than the mean: 1/e").isCloseTo(Math.exp(-1), within(0.02));
    }

    @Test
    void halfTheShareTakesTwiceAsLong() {
        long[] whole = offsets(sending(5, START), START, 100);
        Arrivals arrivals = new Arrivals(50, 5);
        arrivals.follow(Ramp.constant(0.5), START);
        long[] half = offsets(arrivals, START, 100);
        for (int i = 0; i < 100; i++) {
            assertThat((double) half[i]).isCloseTo(2.0 * whole[i], within(200.0));
        }
    }

    @Test
    void aPauseOnlyDelaysWhatIsStillDue() {
        long[] expected = offsets(sending(5, START), START, 100);
        Arrivals arrivals = sending(5, START);
        long pause = START + expected[39] + (expected[40] - expected[39]) / 2;
        offsets(arrivals, START, 40);
        arrivals.follow(Ramp.constant(0), pause);
        assertThat(arrivals.due()).isEqualTo(Ramp.NEVER);
        arrivals.follow(Ramp.constant(1), pause + 9 * SECOND);
        long[] rest = offsets(arrivals, START + 9 * SECOND, 60);
        for (int i = 0; i < 60; i++) {
            assertThat((double) rest[i]).isCloseTo(expected[40 + i], within(200.0));
        }
    }

    @Test
    void everyOperationOfEveryVersionHasArrivalsOfItsOwn() {
        assertThat(new long[] {
                    Arrivals.seed(1, "1.8", "read"),
                    Arrivals.seed(1, "1.9", "read"),
                    Arrivals.seed(1, "1.8", "write"),
                    Arrivals.seed(2, "1.8", "read")
                })
                .doesNotHaveDuplicates();
    }

    private static Arrivals sending(long seed, long start) {
        Arrivals arrivals = new Arrivals(50, seed);
        arrivals.follow(Ramp.constant(1), start);
        return arrivals;
    }

    private static long[] offsets(Arrivals arrivals, long start, int count) {
        long[] offsets = new long[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = arrivals.due() - start;
            arrivals.next();
        }
        return offsets;
    }
}
