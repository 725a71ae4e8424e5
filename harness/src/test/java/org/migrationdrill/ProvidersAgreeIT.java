package org.migrationdrill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.database.Docker;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.database.ExternalServers;
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.rehearsal.DrillPlanner;
import org.migrationdrill.report.Decision;

/**
 * A drill finds the same wherever its database comes from: here a whole scenario, with few rows, little time under load, and a budget
 * that no machine is too slow for.
 */
class ProvidersAgreeIT {
    private static final Path SCENARIO = Path.of("../scenarios/events-tenant-id");
    private static final String SHORT_LOAD = """

            load:
              quiet: 500ms
              settle: 200ms
              deploy: 500ms
              adversaries: {idle-in-transaction: 300ms, long-report: 500ms, dump: 300ms, batch-writer: 300ms}
            """;
    private static final DrillOptions SMALL = new DrillOptions(
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.of(0.0002),
            DrillOptions.Depth.QUICK,
            DrillOptions.DEFAULT.rehearsals(),
            1);

    @TempDir
    private static Path folder;

    private static DrillFindings embedded;

    @BeforeAll
    static void drillOnADatabaseOfItsOwn() throws IOException {
        embedded = drill("", new EmbeddedProvider());
        assertThat(embedded.decision()).as("%s", embedded).isEqualTo(Decision.APPROVE);
    }

    @Test
    void aScenarioIsJudgedInAContainerAsOnAnEmbeddedServer() throws IOException {
        Docker.require();

        assertThat(drill("", Docker.provider())).isEqualTo(embedded);
    }

    @Test
    void aScenarioIsJudgedOnAnAttachedDatabaseAsOnAnEmbeddedServer() throws IOException, SQLException {
        try (ExternalServers servers = new ExternalServers()) {
            DatabaseCopy clone = servers.disposable("events_clone");
            String external = "  external: {disposable: events_clone}\n";

            ExternalServers.fill(clone, DrillPlanner.plan(SCENARIO.resolve("drill.yaml"), SMALL));

            assertThat(drill(external, ExternalServers.provider(clone))).isEqualTo(embedded);
        }
    }

    private static DrillFindings drill(String ofDatabase, DatabaseProvider provider) throws IOException {
        Path scenario = copy();
        Path file = scenario.resolve("drill.yaml");
        String text = Files.readString(file);
        assertThat(text).contains("  version: 18\n", "app-wait: 500ms").doesNotContain("\nload:");
        Files.writeString(
                file,
                text.replaceFirst("  version: 18\n", "  version: 18\n" + ofDatabase)
                                .replace("app-wait: 500ms", "app-wait: 60s")
                        + SHORT_LOAD);
        return DrillFindings.of(file, SMALL, provider, folder.resolve("reports"));
    }

    private static Path copy() throws IOException {
        Path target = Files.createTempDirectory(folder, "scenario");
        try (Stream<Path> files = Files.walk(SCENARIO)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = target.resolve(SCENARIO.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return target;
    }
}
