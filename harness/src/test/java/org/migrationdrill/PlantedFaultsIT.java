package org.migrationdrill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.rehearsal.DrillPlanner;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.ReportFiles;
import org.migrationdrill.report.Severity;

/**
 * Every planted fault is found, and nothing else is; its near twin is let through. What the README quotes of a case's report stands in
 * it. Two at a time, each with a server of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class PlantedFaultsIT {
    private static final CaseServers SERVERS = new CaseServers();

    @TempDir
    Path folder;

    @AfterAll
    static void stopServers() {
        SERVERS.close();
    }

    static Stream<Path> cases() throws IOException {
        String only = System.getProperty("planted", "");
        try (Stream<Path> files = Files.walk(PlantedCase.FOLDER)) {
            List<Path> cases = files.filter(file -> file.toString().endsWith(".txt"))
                    .filter(file -> !file.endsWith("base.txt"))
                    .filter(file -> file.toString().matches(".*(" + only + ").*"))
                    .sorted()
                    .toList();
            return cases.stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isJudgedExactlyAsItSays(Path file) throws IOException {
        PlantedCase planted = PlantedCase.read(file);
        Path drill = planted.unpack(folder.resolve("scenario"));
        String name = PlantedCase.FOLDER.relativize(file).toString().replace(".txt", "");
        Path reports = Path.of("target/planted-reports").resolve(name);
        DrillReport report = SERVERS.drill(
                provider -> Drill.run(DrillPlanner.plan(drill, planted.options()), provider, reports, Progress.SILENT));
        assertThat(Objects.requireNonNull(report.expected()).deviations())
                .as(() -> file + ": " + report.verdict() + "\n" + report.findings())
                .isEmpty();
        planted.notes().ifPresent(notes -> assertThat(notes(report))
                .as(() -> "the notes of " + file)
                .isEqualTo(notes));
        Optional<ReadmeExcerpt> quoted = ReadmeExcerpt.of("planted/" + name);
        if (quoted.isPresent()) {
            quoted.get().standsIn(reports.resolve(ReportFiles.MARKDOWN_NAME));
        }
    }

    private static List<String> notes(DrillReport report) {
        return report.findings().stream()
                .filter(finding -> finding.severity() == Severity.NOTE)
                // What the case's own choice of rehearsals leaves out.
                .filter(finding -> !finding.message().contains("drill.rehearsals"))
                .map(Finding::id)
                .distinct()
                .sorted()
                .toList();
    }
}
