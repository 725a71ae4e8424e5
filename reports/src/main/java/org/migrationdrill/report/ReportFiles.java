package org.migrationdrill.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a written report.
 *
 * @param json the whole report
 * @param markdown the report for a pull request
 * @param html the report for a browser
 */
public record ReportFiles(Path json, Path markdown, Path html) {
    public static final String JSON_NAME = "report.json";
    public static final String MARKDOWN_NAME = "report.md";
    public static final String HTML_NAME = "report.html";

    /**
     * Writes all files into the folder, which is made when it is missing. Each file replaces its predecessor in one move, so a
     * reader sees the old one or the new one and never half of one.
     *
     * @throws IOException when a file cannot be written; the earlier file is then still there
     */
    public static ReportFiles write(DrillReport report, Path folder) throws IOException {
        Files.createDirectories(folder);
        return new ReportFiles(
                WholeFile.replace(folder.resolve(JSON_NAME), ReportJson.write(report)),
                WholeFile.replace(folder.resolve(MARKDOWN_NAME), MarkdownReport.render(report)),
                WholeFile.replace(folder.resolve(HTML_NAME), HtmlReport.render(report)));
    }
}
