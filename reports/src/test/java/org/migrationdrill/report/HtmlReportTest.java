package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.report.LoadReport.SeriesReport;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

class HtmlReportTest {
    static Stream<DrillReport> samples() {
        return ReportJsonTest.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void thePageCarriesTheReport(DrillReport report) {
        assertThat(parsed(report).embedded()).isEqualTo(report);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void thePageRefersToItselfAndToItsNeighboursOnly(DrillReport report) {
        var page = parsed(report);
        var ids = page.all("*")
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        for (var attribute : attributes(page)) {
            String name = attribute.getName();
            assertThat(name).doesNotStartWith("on").isNotIn("src", "srcset", "style", "action", "data", "xlink:href");
            if (name.equals("href") && attribute.getValue().startsWith("#")) {
                assertThat(ids).contains(attribute.getValue().substring(1));
            } else if (name.equals("href")) {
                assertThat(attribute.getValue()).isIn(ReportFiles.JSON_NAME, ReportFiles.MARKDOWN_NAME);
            }
        }
    }

    @Test
    void styleAndScriptAskNobodyForAnything() {
        assertThat(OwnResource.text("report.css") + OwnResource.text("report.js"))
                .doesNotContain("http", "//cdn", "@import", "fetch(", "XMLHttpRequest", "innerHTML", "eval(")
                .doesNotContainPattern("url\\((?!#hatch\\))");
    }

    @Test
    void theBrowserIsToldToRunNothingElse() {
        var policy = parsed(CarelessDrill.report())
                .all("meta")
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .map(meta -> meta.getAttribute("content"))
                .findFirst();
        assertThat(policy).hasValueSatisfying(text -> assertThat(text)
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("script-src 'sha256-")
                .doesNotContain("unsafe"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyTableSaysWhatItShowsAndEveryHeadWhatItIsFor(DrillReport report) {
        var page = parsed(report);
        page.all("table")
                .forEach(table -> assertThat(ParsedPage.all(table, "caption")).hasSize(1));
        page.all("th").forEach(head -> assertThat(head.getAttribute("scope"))
                .as(head.getTextContent())
                .isIn("col", "colgroup", "row"));
        page.all("section").forEach(section -> assertThat(section.getAttribute("aria-labelledby"))
                .isNotEmpty());
        assertThat(page.all("h1")).hasSize(1);
        assertThat(page.all("main")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theDecisionIsThereInWordsWithEveryReason(DrillReport report) {
        var top = parsed(report).all("header").findFirst().orElseThrow().getTextContent();
        assertThat(top).contains(Marks.words(report.verdict().decision()));
        report.verdict().reasons().forEach(reason -> assertThat(top).contains(VisibleText.of(reason)));
    }

    @Test
    void theTimeLinesTableHasTheReportsFigures() {
        var report = CarelessDrill.report();
        var rows = ParsedPage.all(parsed(report).byId("slices"), "tr").toList();
        assertThat(report.load()).isNotNull();
        assertThat(rows).hasSize(160);
        IntStream.range(0, rows.size()).forEach(slice -> {
            var expected = new ArrayList<>(List.of(Figures.instant(slice * 100.0)));
            report.load().series().forEach(series -> expected.addAll(figures(series, slice)));
            assertThat(ParsedPage.cells(rows.get(slice))).isEqualTo(expected);
        });
    }

    @Test
    void theTimeLineDrawsAPointForEachFigureAndNoneForAGap() {
        var report = CarelessDrill.report();
        var dots = parsed(report)
                .all("path")
                .filter(path -> path.getAttribute("class").equals("max"))
                .map(path -> path.getAttribute("d"))
                .skip(1) // the legend's
                .toList();
        assertThat(report.load()).isNotNull();
        assertThat(dots).hasSameSizeAs(report.load().series());
        for (int at = 0; at < dots.size(); at++) {
            long figures = report.load().series().get(at).maxMs().stream()
                    .filter(figure -> figure != null)
                    .count();
            assertThat(dots.get(at).chars().filter(c -> c == 'M')).hasSize((int) figures);
        }
    }

    @Test
    void everyBandIsDrawnWhereItWasOrCountedAsLeftOut() {
        var report = CarelessDrill.report();
        var bands = parsed(report)
                .all("svg")
                .filter(svg -> svg.getAttribute("class").startsWith("band"))
                .toList();
        assertThat(report.load()).isNotNull();
        assertThat(bands).hasSize(report.load().bands().size() - 11);
        assertThat(HtmlReport.render(report)).contains(">11 more: see report.json<");
        assertThat(bands)
                .filteredOn(band -> band.getAttribute("class").equals("band outage bad"))
                .first()
                .satisfies(outage -> {
                    assertThat(outage.getAttribute("x")).isEqualTo("12.575%");
                    assertThat(outage.getAttribute("width")).isEqualTo("31.163%");
                });
    }

    @Test
    void everyOutageAndEveryFailureIsInATable() {
        var report = CarelessDrill.report();
        var rows = parsed(report).all("tr").map(ParsedPage::cells).toList();
        for (var outage : Outages.longestFirst(report)) {
            assertThat(rows).anySatisfy(row -> assertThat(row)
                    .contains(
                            outage.moment(),
                            outage.relation(),
                            " " + Figures.millis(outage.stoppedMs()),
                            Figures.count(outage.waiters())));
        }
        for (var error : Outages.errors(report)) {
            assertThat(rows).anySatisfy(row -> assertThat(row)
                    .contains(
                            error.operation() + " of " + error.version(),
                            error.sqlState() + " " + error.message(),
                            Figures.count(error.hidden())));
        }
    }

    @Test
    void aHostileNameIsTextAndNothingElse() {
        var page = parsed(Samples.hostile());
        assertThat(page.all("script")).hasSize(2);
        assertThat(page.tree().getDocumentElement().getTextContent())
                .contains(VisibleText.of(Samples.HOSTILE))
                .doesNotContain("\u202E");
        assertThat(page.text()).doesNotContain("<script>alert", "\u202E");
    }

    @Test
    void whatWasNotMeasuredIsSaidWithItsReasonAndHasNoTimeLine() {
        var page = parsed(Samples.rich());
        assertThat(page.tree().getDocumentElement().getTextContent())
                .contains("Not measured. This version rehearses without load.");
        assertThat(page.all("figure")).isEmpty();
    }

    @Test
    void aPageIsNoLongerThanABrowserLikes() {
        var page = parsed(Samples.huge(5_000, Severity.ERROR));
        assertThat(page.all("article")).hasSize(500);
        assertThat(page.all("header").findFirst().orElseThrow().getTextContent())
                .contains("Shortened:", "4,500 errors", "the whole is in report.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG-u-nu-arab"})
    void thePageIsTheSameInEveryLocale(String tag) {
        var before = Locale.getDefault();
        String expected = HtmlReport.render(CarelessDrill.report());
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertThat(HtmlReport.render(CarelessDrill.report())).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static ParsedPage parsed(DrillReport report) {
        return ParsedPage.of(HtmlReport.render(report));
    }

    private static List<Attr> attributes(ParsedPage page) {
        return page.all("*").flatMap(HtmlReportTest::attributes).toList();
    }

    private static Stream<Attr> attributes(Element element) {
        var attributes = element.getAttributes();
        return IntStream.range(0, attributes.getLength()).mapToObj(at -> (Attr) attributes.item(at));
    }

    private static List<String> figures(SeriesReport series, int slice) {
        boolean voided = series.voided().get(slice);
        return List.of(
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
