package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    @TempDir
    Path folder;

    @Test
    void allFilesAreWrittenIntoAFolderThatNeedNotExist() throws IOException {
        var files = ReportFiles.write(Samples.rich(), folder.resolve("a/b"));
        assertThat(ReportJson.read(Files.readString(files.json()))).isEqualTo(Samples.rich());
        assertThat(files.markdown()).hasFileName("report.md").hasContent(MarkdownReport.render(Samples.rich()));
        assertThat(files.html()).hasFileName("report.html").hasContent(HtmlReport.render(Samples.rich()));
    }

    @Test
    void aSecondReportReplacesTheFirstAndLeavesNothingElse() throws IOException {
        ReportFiles.write(Samples.rich(), folder);
        var files = ReportFiles.write(Samples.aborted(), folder);
        assertThat(ReportJson.read(Files.readString(files.json()))).isEqualTo(Samples.aborted());
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
    }
}
