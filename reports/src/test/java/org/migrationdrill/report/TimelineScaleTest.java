package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationdrill.report.LoadReport.SeriesReport;

class TimelineScaleTest {
    @ParameterizedTest
    @CsvSource({"16000, 1000, 17", "1600, 100, 17", "61000, 5000, 13", "240000, 20000, 13", "0, 100, 1"})
    void ticksAreRoundAndNotTooMany(double durationMs, double step, int ticks) {
        assertThat(new TimeScale(durationMs).ticks()).hasSize(ticks).startsWith(0.0);
        if (ticks > 1) {
            assertThat(new TimeScale(durationMs).ticks().get(1)).isEqualTo(step);
        }
    }

    @Test
    void whatLiesOutsideTheAxisIsDrawnAtItsEnd() {
        var time = new TimeScale(1_000);
        assertThat(time.at(-5)).isEqualTo("0.000%");
        assertThat(time.at(2_000)).isEqualTo("100.000%");
        assertThat(time.width(900, 2_000)).isEqualTo("10.000%");
    }

    @Test
    void tenTimesAsMuchIsAlwaysAsFarUp() {
        var latency = LatencyScale.of(List.of(series(0.4, 3_100.0, null)));
        assertThat(latency).isEqualTo(new LatencyScale(-1, 4));
        assertThat(latency.down(0.1, 100)).isEqualTo(100);
        assertThat(latency.down(1, 100)).isEqualTo(80);
        assertThat(latency.down(10_000, 100)).isZero();
        assertThat(latency.ticks().stream().map(LatencyScale::label))
                .containsExactly("0.1 ms", "1 ms", "10 ms", "100 ms", "1 s", "10 s");
    }

    @Test
    void withoutAnyFigureThereIsAScaleStill() {
        assertThat(LatencyScale.of(List.of(series(null, null))).ticks()).containsExactly(1.0, 10.0, 100.0);
    }

    @Test
    void aGapBreaksTheLineAndALoneFigureIsADot() {
        assertThat(SvgPath.line(Arrays.asList(1.0, null, 2.0, 3.0), value -> value))
                .isEqualTo("M0.5 1h0M2.5 2h0L3.5 3");
    }

    private static SeriesReport series(@Nullable Double... longest) {
        var nothing = Arrays.asList(new @Nullable Double[longest.length]);
        return new SeriesReport(
                "1.0", false, 0, 100, List.of(), List.of(), nothing, nothing, Arrays.asList(longest), List.of());
    }
}
