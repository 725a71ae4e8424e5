package org.migrationdrill.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationdrill.input.Problem;
import org.migrationdrill.input.Problems;
import org.migrationdrill.migration.HistoryEntry;

class DataFilesTest {
    private static final List<HistoryEntry> HISTORY = List.of(
            new HistoryEntry("001_a.up.sql", "001", "a", HistoryEntry.Reverse.PRESENT, List.of()),
            new HistoryEntry("20260101_b.up.sql", "20260101", "b", HistoryEntry.Reverse.PRESENT, List.of()));

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void aFileBelongsToTheVersionThatItsNameBeginsWithZerosOrNot() throws IOException {
        Files.writeString(folder.resolve("1_rows.sql"), "SELECT 1");
        Files.writeString(folder.resolve("V20260101__rows.sql"), "SELECT 1");

        assertThat(DataFiles.open(folder, HISTORY, problems)).isPresent();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void aVersionMayHaveParts() throws IOException {
        Files.writeString(folder.resolve("V1_2__rows.sql"), "SELECT 1");
        Files.writeString(folder.resolve("2026-01-01-000000_7_rows.sql"), "SELECT 1");
        List<HistoryEntry> history = List.of(
                new HistoryEntry("V1.2__a.sql", "1.2", "a", HistoryEntry.Reverse.PRESENT, List.of()),
                new HistoryEntry("R__a.sql", "", "a", HistoryEntry.Reverse.MISSING, List.of()),
                new HistoryEntry(
                        "2026-01-01-000000_b", "2026-01-01-000000", "b", HistoryEntry.Reverse.PRESENT, List.of()));

        assertThat(DataFiles.open(folder, history, problems)).isPresent();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void everyFileThatBelongsNowhereIsNamed() throws IOException {
        Files.writeString(folder.resolve("2_rows.sql"), "SELECT 1");
        Files.writeString(folder.resolve("rows.sql"), "SELECT 1");
        Files.write(folder.resolve("1_bytes.sql"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(DataFiles.open(folder, HISTORY, problems)).isEqualTo(Optional.empty());
        assertThat(problems.all())
                .extracting(problem -> problem.place().file().getFileName() + " " + problem.found())
                .containsExactly(
                        "1_bytes.sql bytes that are not UTF-8",
                        "2_rows.sql a name that begins with no migration's version",
                        "rows.sql a name that begins with no migration's version");
    }

    @Test
    void aDirectoryWithoutRowsIsAMistakeAndSoIsNone() {
        assertThat(DataFiles.open(folder, HISTORY, problems)).isEmpty();
        assertThat(DataFiles.open(folder.resolve("nowhere"), HISTORY, problems)).isEmpty();
        assertThat(problems.all())
                .extracting(Problem::found)
                .containsExactly("no SQL file", "no directory that can be read");
    }
}
