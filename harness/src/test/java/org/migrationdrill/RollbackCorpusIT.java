package org.migrationdrill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.rehearsal.DrillPlanner;
import org.migrationdrill.report.DrillReport;

/** Every small rollback gets the account that it must get, to the row and the property. Two at a time, each with a server of its own. */
@Execution(ExecutionMode.CONCURRENT)
class RollbackCorpusIT {
    private static final DrillOptions TWIN_ONLY = DrillOptions.DEFAULT.only(EnumSet.of(DrillOptions.Kind.TWIN));
    private static final CaseServers SERVERS = new CaseServers();

    @TempDir
    Path folder;

    @AfterAll
    static void stopServers() {
        SERVERS.close();
    }

    static Stream<Path> pairs() throws IOException {
        String only = System.getProperty("rollbacks", "");
        try (Stream<Path> files = Files.walk(RollbackPair.FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".txt"))
                    .filter(file -> file.toString().matches(".*(" + only + ").*"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void comesBackExactlyAsItSays(Path file) {
        RollbackPair pair = RollbackPair.read(file);
        Path drill = pair.unpack(folder.resolve("scenario"));
        DrillReport report = SERVERS.drill(provider -> Drill.run(
                DrillPlanner.plan(drill, TWIN_ONLY),
                provider,
                Path.of("target/rollback-reports").resolve(pair.name().replace(".txt", "")),
                Progress.SILENT));
        assertThat(RollbackAccount.of(report))
                .as(() -> pair.name() + ": " + report.verdict() + "\n" + report.findings())
                .containsExactlyInAnyOrderElementsOf(pair.expected());
    }
}
