package org.migrationdrill.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RampTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void theShareIsAStraightLineBetweenStartAndEnd() {
        Ramp ramp = new Ramp(0.2, 1, SECOND, 3 * SECOND);
        assertThat(ramp.at(0)).isEqualTo(0.2);
        assertThat(ramp.at(2 * SECOND)).isCloseTo(0.6, within(1e-9));
        assertThat(ramp.at(9 * SECOND)).isEqualTo(1);
    }

    @Test
    void whatIsSentIsTheAreaUnderTheLine() {
        Ramp ramp = new Ramp(1, 0, SECOND, 3 * SECOND);
        assertThat(ramp.between(0, SECOND)).isCloseTo(1, within(1e-9));
        assertThat(ramp.between(SECOND, 3 * SECOND)).isCloseTo(1, within(1e-9));
        assertThat(ramp.between(0, 9 * SECOND)).isCloseTo(2, within(1e-9));
        assertThat(ramp.between(2 * SECOND, 9 * SECOND)).isCloseTo(0.25, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0.4", "1, 0, 0.4", "0.3, 0.8, 2.5", "0, 1, 7", "0.5, 0.5, 1.2", "1, 0, 1.499"})
    void whatIsReachedAtAMomentIsWhatIsSentUntilThen(double from, double to, double amount) {
        Ramp ramp = new Ramp(from, to, SECOND, 3 * SECOND);
        long at = ramp.reached(SECOND / 2, amount);
        assertThat(at).isNotEqualTo(Ramp.NEVER);
        assertThat(ramp.between(SECOND / 2, at)).isCloseTo(amount, within(1e-6));
    }

    @Test
    void whatIsNeverSentIsNeverReached() {
        assertThat(Ramp.constant(0).reached(SECOND, 0.1)).isEqualTo(Ramp.NEVER);
        assertThat(new Ramp(1, 0, SECOND, 3 * SECOND).reached(0, 2.1)).isEqualTo(Ramp.NEVER);
    }
}
