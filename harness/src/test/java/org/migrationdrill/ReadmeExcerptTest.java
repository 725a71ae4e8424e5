package org.migrationdrill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's story is a planted case, and what it quotes is held against that case's report by {@link PlantedFaultsIT}. */
class ReadmeExcerptTest {
    private static final String STORY = "rollback-loses-writes/column-restored-empty";
    private static final ReadmeExcerpt EXCERPT =
            new ReadmeExcerpt("case", List.of("**BLOCK**", "", "| a | 22 |", "[…]", "It took 3 ms."));

    @TempDir
    Path folder;

    @Test
    void storyQuotesThePlantedCasesReport() throws IOException {
        assertThat(ReadmeExcerpt.of("planted/" + STORY)).hasValueSatisfying(excerpt -> assertThat(excerpt.lines())
                .hasSizeGreaterThan(10)
                .anyMatch(line -> line.startsWith("**⛔ BLOCK**"))
                .anyMatch(line -> line.contains("✅ as before")));
    }

    @Test
    void storysScriptsAreThoseOfThePlantedCase() throws IOException {
        String readme = Files.readString(ReadmeExcerpt.README);
        PlantedCase story = PlantedCase.read(PlantedCase.FOLDER.resolve(STORY + ".txt"));

        for (String script : List.of("V2__drop_status.sql", "U2__add_status_again.sql")) {
            assertThat(readme).contains("-- " + script + "\n" + story.files().get("migrations/" + script));
        }
    }

    @Test
    void linesThatStandInTheReportInTheirOrderAreFoundWhateverTookHowLong() {
        assertThat(EXCERPT.missing(List.of("**BLOCK**", "more", "| a | 22 |", "", "It took 41.5 ms.")))
                .isEmpty();
    }

    @Test
    void anotherFigureAndAnotherOrderAreMissed() {
        assertThat(EXCERPT.missing(List.of("**BLOCK**", "| a | 23 |", "It took 3 ms.")))
                .containsExactly("| a | 22 |");
        assertThat(EXCERPT.missing(List.of("| a | 22 |", "**BLOCK**", "It took 3 ms.")))
                .containsExactly("| a | 22 |");
    }

    @Test
    void failureSaysWhereTheExcerptOfTodayIs() throws IOException {
        Path report = Files.write(folder.resolve("report.md"), List.of("**BLOCK**", "| a | 23 |", "It took 3 ms."));

        assertThatThrownBy(() -> EXCERPT.standsIn(report))
                .hasMessageContaining("| a | 22 |")
                .hasMessageContaining(report.toString())
                .hasMessageContaining("readme-excerpts");
        assertThat(Path.of("target/readme-excerpts/case.md"))
                .hasContent("> **BLOCK**\n>\n> | a | 23 |\n> […]\n> It took 3 ms.\n");
    }
}
