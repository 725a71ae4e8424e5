package org.migrationdrill.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A drill in the list.
 *
 * @param folder the name of the folder with its report
 * @param files those of its files that are there
 * @param report null where it can't be read
 * @param unreadable why; empty where it can
 */
record ListedDrill(
        String folder, List<String> files, @Nullable DrillReport report, String unreadable) {
    private static final List<String> FILES =
            List.of(ReportFiles.HTML_NAME, ReportFiles.MARKDOWN_NAME, ReportFiles.JSON_NAME);

    static ListedDrill read(Path folder) {
        String name = folder.getFileName().toString();
        var files = FILES.stream()
                .filter(file -> Files.exists(folder.resolve(file)))
                .toList();
        try {
            var report = ReportJson.read(Files.readString(folder.resolve(ReportFiles.JSON_NAME)));
            return new ListedDrill(name, files, report, "");
        } catch (IOException | IllegalArgumentException e) {
            return new ListedDrill(name, files, null, String.valueOf(e.getMessage()));
        }
    }

    /** Whether the build need not fail because of it. */
    boolean isFine() {
        if (report == null) {
            return false;
        }
        return report.expected() == null
                ? report.verdict().decision().compareTo(Decision.BLOCK) < 0
                : report.expected().met();
    }

    /** The weightiest finding that nobody accepted. */
    Optional<Finding> worst() {
        return report == null
                ? Optional.empty()
                : report.findings().stream()
                        .filter(finding -> finding.accepted() == null)
                        .filter(finding -> finding.severity() != Severity.NOTE)
                        .min(Comparator.comparing(Finding::severity));
    }
}
