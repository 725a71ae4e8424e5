package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReportTest {
    @Test
    void aReportIsRenderedAsItWasKept() throws IOException {
        Golden.assertSame("rich.md", MarkdownReport.render(Samples.rich()));
        Golden.assertSame("aborted.md", MarkdownReport.render(Samples.aborted()));
        Golden.assertSame("careless.md", MarkdownReport.render(CarelessDrill.report()));
        Golden.assertSame("hostile.md", MarkdownReport.render(Samples.hostile()));
    }

    @Test
    void theDecisionIsTheFirstLineWithItsReasons() {
        assertThat(MarkdownReport.render(Samples.rich()).lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("**⛔ BLOCK**")
                        .contains("events_of_tenant of 1.10 answers differently", "loses 3 values"));
    }

    @Test
    void unacceptedFindingsComeBeforeAcceptedOnes() {
        assertThat(MarkdownReport.render(Samples.rich()))
                .containsSubsequence(
                        "answer-differs",
                        "rollback-residue",
                        "reverse-missing",
                        "Accepted findings",
                        "rollback-cosmetic");
    }

    @Test
    void hostileNamesStayText() {
        String markdown = MarkdownReport.render(Samples.hostile());
        assertThat(markdown)
                .doesNotContain("<script", "\u202E", "@admin", "](http", "http://", "${x}", " #12", "\n# ")
                .contains("(U+202E)", "💣");
    }

    @Test
    void hostileNamesBreakNoTable() {
        long bars = 0;
        for (var line : MarkdownReport.render(Samples.hostile()).split("\n")) {
            long here = line.chars().filter(c -> c == '|').count();
            assertThat(here).as(line).isEqualTo(bars == 0 || here == 0 ? here : bars);
            bars = here;
        }
    }

    @ParameterizedTest
    @EnumSource(Severity.class)
    void fiveThousandFindingsAndExamplesStillFitAComment(Severity severity) {
        String markdown = MarkdownReport.render(Samples.huge(5_000, severity));
        assertThat(markdown.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MarkdownReport.MOST_BYTES);
        assertThat(markdown).startsWith("**⛔ BLOCK**").contains("**Shortened:**", "examples", "report.json");
        assertThat(markdown).contains("Where it ran");
    }

    @Test
    void aThousandPhasesWithHostileNamesStillFitAComment() {
        String markdown = MarkdownReport.render(Samples.manyPhases(1_000));
        assertThat(markdown.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MarkdownReport.MOST_BYTES);
        assertThat(markdown).startsWith("**⛔ BLOCK**").contains("**Shortened:**", "The rest was cut here");
    }

    @Test
    void aPhaseThatWasNotReachedIsNamed() {
        assertThat(MarkdownReport.render(Samples.aborted())).contains("Not reached: `contract`.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG-u-nu-arab"})
    void theTextIsTheSameInEveryLocale(String tag) {
        var before = Locale.getDefault();
        String expected = MarkdownReport.render(Samples.rich());
        String json = ReportJson.write(Samples.rich());
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertThat(MarkdownReport.render(Samples.rich())).isEqualTo(expected);
            assertThat(ReportJson.write(Samples.rich())).isEqualTo(json);
        } finally {
            Locale.setDefault(before);
        }
    }
}
