package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.report.LoadReport.SeriesReport;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The report in a real browser. */
class HtmlReportIT {
    private static final Map<String, DrillReport> REPORTS = Map.of(
            "careless", CarelessDrill.report(),
            "rich", Samples.rich(),
            "aborted", Samples.aborted(),
            "hostile", Samples.hostile());

    private static final String ROWS = "[...readout.querySelectorAll('tbody tr')]"
            + ".map(row => [...row.cells].map(cell => cell.textContent).join('\\t'))";

    private static final String EVERY_SLICE = "return Array.from({length: 160}, () => { const rows = " + ROWS
            + "; plot.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'})); return rows; })";

    /** Ratios below which WCAG 2.2 calls text hard to read, by the colours that the browser computed. */
    private static final String FAINT_TEXTS = """
            const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
            const known = new Map();
            const parse = colour => {
              if (!known.has(colour)) {
                canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
                known.set(colour, [...canvas.getImageData(0, 0, 1, 1).data]);
              }
              return known.get(colour);
            };
            const light = rgb => rgb.slice(0, 3).map(c => c / 255)
              .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
              .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
            const ground = element => {
              for (let at = element; at; at = at.parentElement) {
                const colour = parse(getComputedStyle(at).backgroundColor);
                if (colour[3] === 255) return colour;
              }
              return [255, 255, 255, 255];
            };
            return [...document.querySelectorAll('body *')]
              .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
              .filter(e => !(e instanceof SVGElement) && e.checkVisibility() && !['SCRIPT', 'STYLE'].includes(e.tagName))
              .filter(e => {
                const [one, other] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((a, b) => b - a);
                return (one + 0.05) / (other + 0.05) < 4.5;
              })
              .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40));
            """;

    @TempDir
    static Path folder;

    private static @Nullable Browser browser;

    @BeforeAll
    static void start() throws IOException {
        for (var report : REPORTS.entrySet()) {
            ReportFiles.write(report.getValue(), folder.resolve(report.getKey()));
        }
        ReportIndex.write(folder);
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void asUsual() {
        browser().prefers("light");
        browser().isWide(1_280);
    }

    static Stream<String> pages() {
        return REPORTS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itRendersWithoutAMessageOnTheConsoleAndAsksForNothingButItself(String name) {
        open(name);
        browser().element("#theme").click();
        assertThat(browser().consoleMessages()).isEmpty();
        assertThat(browser().requests()).containsExactly(page(name).toUri().toString());
        assertThat(browser().element("#decision").getText())
                .isEqualTo(Marks.words(REPORTS.get(name).verdict().decision()));
    }

    @Test
    void theListOfDrillsAsksForNothingButItself() {
        browser().open(folder.resolve(ReportIndex.NAME));
        assertThat(browser().consoleMessages()).isEmpty();
        assertThat(browser().requests())
                .containsExactly(folder.resolve(ReportIndex.NAME).toUri().toString());
        assertThat(browser().elements("tbody tr")).hasSize(REPORTS.size());
    }

    @Test
    void theListLeadsToTheReports() {
        browser().open(folder.resolve(ReportIndex.NAME));
        browser().element("a[href='./careless/report.html']").click();
        assertThat(browser().element("h1").getText()).isEqualTo("orders-risk-status-careless");
    }

    @Test
    void aHostileNameOpensNoDialogAndStaysText() {
        open("hostile");
        // With a dialog open, nothing could be asked.
        assertThat(browser().element("h1").getText()).isEqualTo(VisibleText.of(Samples.HOSTILE));
        assertThat(browser().element("#readout").getText())
                .contains("<script>alert('x')</script>", "(U+202E)")
                .doesNotContain("\u202E");
        assertThat(browser().elements("script")).hasSize(2);
    }

    @Test
    void theCursorBeginsAtTheWorstOutage() {
        open("careless");
        assertThat(browser().element("#readout").getText())
                .startsWith("2.1 s migrate 2 forward")
                .contains("public.orders stopped, 5.0 s", "long-report");
    }

    @Test
    void theCursorShowsTheReportsFiguresOfEverySlice() {
        open("careless");
        var line = browser().element("#plot");
        line.sendKeys(Keys.HOME);
        assertThat(shown()).isEqualTo(expected(0));
        var slices = (List<?>) browser().ask(EVERY_SLICE);
        assertThat(slices).hasSize(160);
        for (int slice = 0; slice < 160; slice++) {
            assertThat(rows(slices.get(slice))).as("slice %d", slice).isEqualTo(expected(slice));
        }
        line.sendKeys(Keys.ARROW_RIGHT);
        assertThat(shown()).as("behind the last slice there is none").isEqualTo(expected(159));
    }

    @ParameterizedTest
    @CsvSource({
        "HOME, 0.0 s",
        "END, 15.9 s",
        "ARROW_LEFT, 2.0 s",
        "ARROW_RIGHT, 2.2 s",
        "PAGE_UP, 3.1 s",
        "PAGE_DOWN, 1.1 s"
    })
    void everyKeyMovesTheCursorAndIsSpokenOf(Keys key, String instant) {
        open("careless");
        browser().element("#plot").sendKeys(key);
        assertThat(browser().element("#plot").getDomAttribute("aria-valuetext")).isEqualTo(instant);
        assertThat(browser().element("#spoken").getDomProperty("textContent")).startsWith("At " + instant + ". moment");
        assertThat(browser().element("#readout .when").getText()).startsWith(instant);
    }

    @Test
    void thePointerMovesTheCursorToo() {
        open("careless");
        browser()
                .ask("const box = axis.getBoundingClientRect();"
                        + "axis.dispatchEvent(new PointerEvent('pointermove', {clientX: box.left + box.width * 0.5}));"
                        + "return true;");
        assertThat(shown()).isEqualTo(expected(80));
        assertThat(browser().element("#spoken").getDomProperty("textContent"))
                .as("a moving pointer does not chatter")
                .isEmpty();
    }

    @Test
    void theTabKeyReachesTheTimeLineAndItsButtons() {
        open("careless");
        var reached = new ArrayList<String>();
        for (int tabs = 0; tabs < 60 && !reached.contains("plot"); tabs++) {
            var focused = browser().focused();
            focused.sendKeys(Keys.TAB);
            reached.add(browser().focused().getDomProperty("id"));
        }
        assertThat(reached).containsSubsequence("theme", "earlier", "later", "zoom-in", "plot");
        assertThat(browser().focused().getCssValue("outline-style")).isNotEqualTo("none");
    }

    @Test
    void zoomingInMakesTheAxisWiderAndKeepsTheCursorInSight() {
        open("careless");
        browser().element("#plot").sendKeys(Keys.END);
        double before = width("#axis");
        browser().element("#zoom-in").sendKeys(Keys.ENTER);
        browser().element("#zoom-in").sendKeys(Keys.ENTER);
        assertThat(width("#axis")).isBetween(before * 3.9, before * 4.1);
        assertThat((Boolean) browser()
                        .ask("const at = cursor.getBoundingClientRect().left, box = plot.getBoundingClientRect();"
                                + "return at >= box.left && at <= box.right;"))
                .isTrue();
        assertThat((Boolean) browser().ask("return document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aNarrowScreenNeedsNoSidewaysScrolling(String name) {
        browser().isWide(360);
        open(name);
        browser().ask("document.querySelectorAll('details').forEach(one => one.open = true); return true;");
        assertThat(browser().ask("const page = document.documentElement; return page.scrollWidth - page.clientWidth"))
                .isEqualTo(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyTextIsReadableInBothSchemes(String scheme) {
        browser().prefers(scheme);
        for (var name : REPORTS.keySet()) {
            open(name);
            browser().ask("document.querySelectorAll('details').forEach(one => one.open = true); return true;");
            assertThat(browser().ask(FAINT_TEXTS)).as(name).asInstanceOf(LIST).isEmpty();
        }
    }

    @Test
    void theButtonChoosesTheOtherScheme() {
        open("rich");
        String light = browser().element("body").getCssValue("background-color");
        browser().element("#theme").click();
        String dark = browser().element("body").getCssValue("background-color");
        assertThat(dark).isNotEqualTo(light);
        browser().prefers("dark");
        browser().element("#theme").click();
        assertThat(browser().element("body").getCssValue("background-color")).isEqualTo(light);
    }

    @Test
    void onPaperItIsLightAndNothingIsFoldedAway() {
        browser().prefers("dark");
        open("careless");
        browser().prints();
        assertThat(browser().element("body").getCssValue("background-color"))
                .isIn("rgba(255, 255, 255, 1)", "rgb(255, 255, 255)");
        assertThat(browser().elements("nav, #controls, #theme")).noneMatch(WebElement::isDisplayed);
        assertThat(browser().elements("section > details table"))
                .isNotEmpty()
                .allMatch(table -> table.getSize().getHeight() > 20);
    }

    @Test
    void withoutAScriptTheReportIsStillThere() {
        browser().runsScripts(false);
        try {
            open("careless");
            assertThat(browser().element("#axis").isDisplayed()).isTrue();
            assertThat(browser().elements("#axis path.p50")).hasSize(3);
            assertThat(browser().elements("#controls, #theme")).noneMatch(WebElement::isDisplayed);
        } finally {
            browser().runsScripts(true);
        }
    }

    private static void open(String name) {
        browser().open(page(name));
    }

    private static Path page(String name) {
        return folder.resolve(name).resolve(ReportFiles.HTML_NAME);
    }

    private static Browser browser() {
        if (browser == null) {
            throw new IllegalStateException("No browser was started");
        }
        return browser;
    }

    private static double width(String selector) {
        return browser().element(selector).getRect().getWidth();
    }

    private static List<List<String>> shown() {
        return rows(browser().ask("return " + ROWS));
    }

    /** Version, due, failed, p50, p99, longest. */
    private static List<List<String>> rows(Object answer) {
        return ((List<?>) answer)
                .stream().map(row -> List.of(((String) row).split("\t"))).toList();
    }

    private static List<List<String>> expected(int slice) {
        return CarelessLoad.report().series().stream()
                .map(series -> expected(series, slice))
                .toList();
    }

    private static List<String> expected(SeriesReport series, int slice) {
        boolean voided = series.voided().get(slice);
        return List.of(
                series.version(),
                Figures.count(series.done().get(slice)),
                Figures.count(series.failed().get(slice)),
                figure(series.p50Ms().get(slice), voided),
                figure(series.p99Ms().get(slice), voided),
                figure(series.maxMs().get(slice), voided));
    }

    private static String figure(@Nullable Double millis, boolean voided) {
        return millis == null ? (voided ? "void" : "—") : Figures.millis(millis);
    }
}
