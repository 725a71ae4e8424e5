package org.migrationdrill.report;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The files of a written report.
 *
 * @param json the whole report
 * @param markdown the report for a pull request
 */
public record ReportFiles(Path json, Path markdown) {
    public static final String JSON_NAME = "report.json";
    public static final String MARKDOWN_NAME = "report.md";

    /**
     * Writes both files into the folder, which is made when it is missing. Each file replaces its predecessor in one move, so a
     * reader sees the old one or the new one and never half of one.
     *
     * @throws IOException when a file cannot be written; the earlier file is then still there
     */
    public static ReportFiles write(DrillReport report, Path folder) throws IOException {
        Files.createDirectories(folder);
        return new ReportFiles(
                replace(folder.resolve(JSON_NAME), ReportJson.write(report)),
                replace(folder.resolve(MARKDOWN_NAME), MarkdownReport.render(report)));
    }

    private static Path replace(Path file, String text) throws IOException {
        var temporary = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".tmp");
        try {
            Files.writeString(temporary, text);
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return file;
    }

    private static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
