package org.migrationdrill.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a walk's report.
 *
 * @param json the whole report
 * @param markdown the report for a pull request
 * @param html the report for a browser
 */
public record WalkFiles(Path json, Path markdown, Path html) {
    public static final String JSON_NAME = "walk.json";
    public static final String MARKDOWN_NAME = "walk.md";
    public static final String HTML_NAME = "walk.html";

    /**
     * Writes all files into the folder, which is made when it is missing. Each file replaces its predecessor in one move.
     *
     * @throws IOException when a file cannot be written; the earlier file is then still there
     */
    public static WalkFiles write(WalkReport report, Path folder) throws IOException {
        Files.createDirectories(folder);
        return new WalkFiles(
                WholeFile.replace(folder.resolve(JSON_NAME), WalkJson.write(report)),
                WholeFile.replace(folder.resolve(MARKDOWN_NAME), WalkMarkdown.render(report)),
                WholeFile.replace(folder.resolve(HTML_NAME), WalkHtml.render(report)));
    }
}
