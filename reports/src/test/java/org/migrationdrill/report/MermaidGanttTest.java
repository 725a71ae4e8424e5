package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.report.LoadReport.BandReport;

class MermaidGanttTest {
    @Test
    void stepsOutagesAndAdversariesAreBarsInMillisecondsOfTheAxis() {
        assertThat(MermaidGantt.of(CarelessLoad.report()))
                .containsSubsequence(
                        "```mermaid\ngantt\n",
                        "section Outages",
                        "5.0 s public.orders stopped :crit, 2012, 6998",
                        "section Steps",
                        "5.0 s migrate 2 forward :2005, 7000",
                        "section Adversaries",
                        "2.0 s long-report :1900, 3900");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Samples.HOSTILE,
                "section x",
                "a\n```\n# heading",
                "x :crit, 0, 1",
                "a;b%%{init: {}}%%",
                "click a call b()",
                "",
                "ⅷ\u202E\u2028"
            })
    void aLabelKeepsLettersDigitsAndLittleElse(String label) {
        var lines = MermaidGantt.of(load(1, label)).lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(5)).matches("    1\\.0 s [\\p{L}\\p{N} .\\-_/()]*:0, 1000");
    }

    @Test
    void withoutABarThereIsNoChart() {
        assertThat(MermaidGantt.of(load(0, "step"))).isEmpty();
    }

    @Test
    void theLongestBarsAreShownWhereThereAreTooMany() {
        assertThat(MermaidGantt.of(load(500, "step")).lines().filter(line -> line.contains(" step :")))
                .hasSize(40)
                .last()
                .asString()
                .contains(":499, 500499");
    }

    private static LoadReport load(int steps, String label) {
        var bands = IntStream.range(0, steps)
                .mapToObj(at -> new BandReport("step", null, label, "", at, at + 1_000.0 * (at + 1), false))
                .toList();
        return new LoadReport(600_000, List.of(), bands, List.of(), List.of(), List.of(), 0);
    }
}
