package org.migrationdrill.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final List<String> STAGES = List.of("start", "a: migrate 1", "back", "b: migrate 2", "back");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aLineSaysWhatRunsHowFarItIsAndWhatComesNext() {
        Course course = course();
        course.stage("a: migrate 1");
        course.detail("running the suites");

        assertThat(timeless(course.line())).isEqualTo("shop 2/5 0 s  a: migrate 1 (running the suites); next back");
        assertThat(course.share()).isEqualTo(0.2);
    }

    @Test
    void aNewStageHasNoDetailYetAndTheLastHasNoNext() {
        Course course = course();
        course.detail("old");
        STAGES.forEach(course::stage);

        assertThat(timeless(course.line())).isEqualTo("shop 5/5 0 s  back");
    }

    @Test
    void aStageWhoseNameComesTwiceIsTheNextOfThatName() {
        Course course = course();

        assertThat(STAGES.stream().map(stage -> {
                    course.stage(stage);
                    return course.line().substring(0, "shop 1/5".length());
                }))
                .containsExactly("shop 1/5", "shop 2/5", "shop 3/5", "shop 4/5", "shop 5/5");
    }

    @Test
    void stagesThatAreLeftOutArePassedOver() {
        Course course = course();
        course.stage("start");
        course.stage("b: migrate 2");

        assertThat(timeless(course.line())).startsWith("shop 4/5 ");
    }

    @Test
    void aStageThatWasNotAnnouncedIsShownAndMovesNothing() {
        Course course = course();
        course.stage("back");
        course.stage("a surprise");

        assertThat(timeless(course.line())).isEqualTo("shop 3/5 0 s  a surprise; next b: migrate 2");
    }

    @Test
    void withoutStagesThereIsNoCount() {
        Course course = new Course();
        course.begin("shop", List.of());
        course.stage("alone");

        assertThat(timeless(course.line())).isEqualTo("shop 0 s  alone");
        assertThat(course.share()).isZero();
    }

    @Test
    void beforeTheFirstStageNothingRuns() {
        assertThat(timeless(course().line())).isEqualTo("shop 1/5 0 s  ");
    }

    @Test
    void namesDoNotSteerTheTerminal() {
        Course course = new Course();
        course.begin("sh\u001b[2Jop", List.of("one\r\ntwo"));
        course.stage("one\r\ntwo");
        course.detail("\u0007");

        assertThat(course.line() + course.ended("ended")).doesNotContainPattern("\\p{Cntrl}");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "60, 1 min 00 s", "3725, 62 min 05 s"})
    void timesAreShort(long seconds, String text) {
        assertThat(Course.inWords(seconds)).isEqualTo(text);
    }

    @Test
    void linesAreALineAStageAndOneAtTheEnd() {
        LineProgress progress = new LineProgress(out);
        progress.begin("shop", List.of("one", "two"));
        progress.stage("one");
        progress.detail("is not worth a line");
        progress.stage("two");
        progress.end("rehearsed");

        assertThat(printed().lines())
                .containsExactly("shop 1/2 0 s  one; next two", "shop 2/2 0 s  two", "shop rehearsed in 0 s");
    }

    @Test
    void anEndWithoutABeginningIsNoError() {
        assertThatCode(() -> new LineProgress(out).end("aborted")).doesNotThrowAnyException();
    }

    @Test
    void theBarIsOneLineWrittenOverAndOver() {
        BarProgress progress = new BarProgress(out);
        progress.begin("shop", List.of("one", "two"));
        progress.stage("one");
        progress.stage("two");
        progress.detail("rows");
        progress.end("rehearsed");

        assertThat(printed().split("\r\u001b\\[K"))
                .containsExactly(
                        "",
                        NO_WRAP + "[--------------------] shop 1/2 0 s  one; next two" + WRAP,
                        NO_WRAP + "[##########----------] shop 2/2 0 s  two" + WRAP,
                        NO_WRAP + "[##########----------] shop 2/2 0 s  two (rows)" + WRAP,
                        "shop rehearsed in 0 s" + System.lineSeparator());
    }

    @Test
    void aLineThatIsWrittenOverEndsAtTheTerminalsEdgeHoweverNarrowAndIsOneLine() {
        String stage = "x".repeat(200) + "\n\u001b[31m🐘";
        BarProgress progress = new BarProgress(out);
        progress.begin("shop", List.of(stage));
        progress.stage(stage);

        assertThat(printed())
                .startsWith("\r\u001b[K" + NO_WRAP)
                .endsWith("x  [31m🐘" + WRAP)
                .doesNotContain("\n");
    }

    @Test
    void inContinuousIntegrationThereIsNoBar() {
        assertThat(Terminals.progress(out, Map.of("CI", "true"))).isInstanceOf(LineProgress.class);
    }

    private static Course course() {
        Course course = new Course();
        course.begin("shop", STAGES);
        return course;
    }

    /** A slow machine may take a second for a test. */
    private static String timeless(String text) {
        return text.replaceAll("\\b\\d+ s\\b", "0 s");
    }

    private String printed() {
        return timeless(bytes.toString(StandardCharsets.UTF_8));
    }
}
