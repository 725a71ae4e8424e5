package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportIndexTest {
    @TempDir
    Path folder;

    @Test
    void everyDrillIsListedWithItsVerdictAndTheOnesThatNeedALookComeFirst() throws IOException {
        ReportFiles.write(CarelessDrill.report(), folder.resolve("a"));
        ReportFiles.write(Samples.rich(), folder.resolve("b"));
        ReportFiles.write(Samples.aborted(), folder.resolve("c"));
        assertThat(rows())
                .satisfiesExactly(
                        row -> assertThat(row).contains("events-tenant-id-early-read", "BLOCK", "not as expected"),
                        row -> assertThat(row).contains("events-tenant-id", "ABORTED"),
                        row -> assertThat(row)
                                .contains(
                                        "orders-risk-status-careless", "as expected", "app-wait-over-budget", "4.9 s"));
        assertThat(Files.readString(folder.resolve(ReportIndex.NAME))).contains("3 drills: 2 block, 1 aborted.");
    }

    @Test
    void everyLinkLeadsToAFileThatIsThere() throws IOException {
        ReportFiles.write(CarelessDrill.report(), folder.resolve("a drill & co #1"));
        Files.delete(folder.resolve("a drill & co #1").resolve(ReportFiles.MARKDOWN_NAME));
        var links = page().all("a").map(link -> link.getAttribute("href")).toList();
        assertThat(links).hasSize(3).allSatisfy(link -> assertThat(
                        Path.of(folder.toUri().resolve(link)))
                .exists());
    }

    @Test
    void aReportThatCannotBeReadIsListedAsOne() throws IOException {
        Files.createDirectories(folder.resolve("torn"));
        Files.writeString(folder.resolve("torn").resolve(ReportFiles.JSON_NAME), "{\"verdict\": ");
        Files.createDirectories(folder.resolve("no drill"));
        assertThat(rows()).singleElement().asString().contains("torn", "can’t be read", "not a drill report");
    }

    @Test
    void anEmptyFolderHasAListThatSaysSo() throws IOException {
        assertThat(rows()).isEmpty();
        assertThat(Files.readString(folder.resolve(ReportIndex.NAME))).contains("No drill has a report here.");
    }

    @Test
    void hostileNamesStayText() throws IOException {
        ReportFiles.write(Samples.hostile(), folder.resolve("h"));
        assertThat(page().text()).doesNotContain("<script>alert", "\u202E");
    }

    private List<String> rows() throws IOException {
        return page().all("tbody")
                .flatMap(body -> ParsedPage.all(body, "tr"))
                .map(Element::getTextContent)
                .toList();
    }

    private ParsedPage page() throws IOException {
        return ParsedPage.of(Files.readString(ReportIndex.write(folder)));
    }
}
