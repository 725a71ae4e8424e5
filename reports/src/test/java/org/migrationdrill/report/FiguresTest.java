package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void numbersReadAsAReviewerWouldWriteThem() {
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.count(1, "error")).isEqualTo("1 error");
        assertThat(Figures.count(0, "error")).isEqualTo("0 errors");
        assertThat(Figures.percent(0.07)).isEqualTo("7 %");
        assertThat(Figures.percent(0.004)).isEqualTo("0.4 %");
    }

    @Test
    void bytesAndDurationsHaveTheUnitThatFits() {
        assertThat(Figures.bytes(999)).isEqualTo("999 bytes");
        assertThat(Figures.bytes(61_300_000)).isEqualTo("61.3 MB");
        assertThat(Figures.bytes(8_242_000_000L)).isEqualTo("8.2 GB");
        assertThat(Figures.duration(412)).isEqualTo("412 ms");
        assertThat(Figures.duration(10_420)).isEqualTo("10.4 s");
        assertThat(Figures.duration(119_700)).isEqualTo("2 min 0 s");
        assertThat(Figures.millis(3.14)).isEqualTo("3.1 ms");
        assertThat(Figures.millis(9.96)).isEqualTo("10 ms");
        assertThat(Figures.millis(4_905)).isEqualTo("4.9 s");
        assertThat(Figures.instant(12_345)).isEqualTo("12.3 s");
        assertThat(Figures.rate(0.5)).isEqualTo("0.5");
        assertThat(Figures.rate(99_800.4)).isEqualTo("99,800");
    }
}
