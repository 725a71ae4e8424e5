package org.migrationdrill;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Environment;
import org.migrationdrill.report.ReportFiles;

/** What a log or a terminal says of a drill that is through. Stateless. */
public final class Announcement {
    private Announcement() {}

    /** The verdict with its reasons, whether it was expected, and where the report is. */
    public static String of(DrillReport report, Path folder) {
        String reasons = report.verdict().reasons().stream()
                .map(reason -> "  " + reason)
                .collect(Collectors.joining(System.lineSeparator()));
        String expected = report.expected() == null
                ? ""
                : report.expected().met()
                        ? " (as this scenario expects)"
                        : " (this scenario expects something else: "
                                + String.join("; ", report.expected().deviations()) + ")";
        return report.scenario() + ": " + report.verdict().decision().word().toUpperCase(Locale.ROOT) + expected
                + System.lineSeparator() + reasons + System.lineSeparator() + database(report.environment()) + "  "
                + whereItIs(folder);
    }

    /** Where the database came from, when there was a choice. */
    private static String database(Environment environment) {
        return environment.chosenSince() == null
                ? ""
                : "  Database: " + environment.provider() + ". " + environment.chosenSince() + System.lineSeparator();
    }

    /** Where to read more. */
    public static String whereItIs(Path folder) {
        return "Report: " + folder.resolve(ReportFiles.HTML_NAME) + " and " + ReportFiles.MARKDOWN_NAME;
    }
}
