package org.migrationdrill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedRatiosTest {
    @Test
    void sidesAreMeasuredInTurnAndRatiosAreOfPairs() throws Exception {
        StringBuilder order = new StringBuilder();
        PairedRatios ratios = PairedRatios.measure(
                3,
                "ours",
                () -> {
                    order.append('a');
                    return 90;
                },
                "theirs",
                () -> {
                    order.append('b');
                    return 100;
                });
        assertThat(order).hasToString("abbaab");
        assertThat(ratios.median()).isCloseTo(0.9, within(1e-9));
        assertThat(ratios.table()).contains("ours", "theirs", "90/s", "100/s", "0.900", "median ratio 0.900");
    }

    @Test
    void theIntervalLeavesOutWhatAMedianOfCoinsMayLeaveOut() throws Exception {
        assertThat(interval(9))
                .as("nine pairs, the second and the eighth: 96 %")
                .containsExactly(2.0, 5.0, 8.0);
        assertThat(interval(6)).as("six pairs, all of them: 97 %").containsExactly(1.0, 3.5, 6.0);
        assertThat(interval(3)).as("three pairs are too few, and all there is").containsExactly(1.0, 2.0, 3.0);
    }

    private static List<Double> interval(int pairs) throws Exception {
        Iterator<Integer> values = IntStream.rangeClosed(1, pairs).iterator();
        PairedRatios ratios = PairedRatios.measure(pairs, "ours", values::next, "theirs", () -> 1);
        return List.of(ratios.low(), ratios.median(), ratios.high());
    }
}
