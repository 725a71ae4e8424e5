package org.migrationdrill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.DatabaseUnavailableException;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.database.ServerRequest;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.RecordingFile;
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.rehearsal.DrillPlanner;
import org.migrationdrill.report.Decision;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.Outcome;
import org.migrationdrill.report.PhaseReport;
import org.migrationdrill.report.ReportFiles;
import org.migrationdrill.report.Severity;

/**
 * A drill that can't go on ends with a report that says so, and leaves nothing behind. Nothing else runs meanwhile: its server is told
 * from others by having come last.
 */
@Isolated
class AbortedDrillIT {
    @TempDir
    Path folder;

    private Path scenario;

    @BeforeEach
    void unpack() {
        scenario = PlantedCase.read(PlantedCase.FOLDER.resolve("none/additive-column.txt"))
                .unpack(folder.resolve("scenario"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "building the golden copy",
                "contract: migrate 3",
                "contract: backfill orders",
                "contract: the way back"
            })
    void aServerThatDiesAbortsTheDrillAndWhatWasSeenStays(String stage) throws IOException {
        write("drill.yaml", Files.readString(scenario).replace("expect:", """
                  - name: contract
                    steps:
                      - migrate: 3
                      - backfill: {table: orders, key: id, batch: 50, sql: fill.sql}
                expect:"""));
        write("migrations/V3__add_rank.sql", "ALTER TABLE orders ADD COLUMN rank int;");
        write("migrations/U3__drop_rank.sql", "ALTER TABLE orders DROP COLUMN rank;");
        write("fill.sql", "UPDATE orders SET rank = 1 WHERE id > :from AND id <= :to");
        PostmasterKiller killer = new PostmasterKiller(stage);

        DrillReport report = run(new EmbeddedProvider(), killer);

        assertThat(report.verdict().decision()).isEqualTo(Decision.ABORTED);
        assertThat(report.verdict().reasons()).singleElement().satisfies(reason -> assertThat(reason)
                .startsWith("The database died under the drill: ")
                .doesNotContain("127.0.0.1")
                .doesNotContain("Exception")
                .doesNotContain("\tat "));
        assertThat(report.findings()).extracting(Finding::severity).allMatch(Severity.NOTE::equals);
        boolean early = stage.startsWith("building");
        assertThat(report.phases())
                .extracting(PhaseReport::outcome)
                .first()
                .isEqualTo(early ? Outcome.NOT_REACHED : Outcome.PASSED);
        assertThat(report.phases().get(0).compatibility().isEmpty()).isEqualTo(early);
        assertEnded();
        assertThat(killer.ended).containsExactly("aborted");
        Awaitility.await("nothing of the server runs")
                .until(() -> killer.processes.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(killer.home).doesNotExist();
    }

    @Test
    void aProviderThatHasNoServerAbortsTheDrill() throws IOException {
        DrillReport report = run(new Unavailable(), Progress.SILENT);

        assertAborted(report, "No server today: buy one.");
        assertThat(report.environment().provider()).isEqualTo("none");
    }

    @Test
    void aBaselineThatFailsIsNamedWithItsFileAndLine() throws IOException {
        write(
                "migrations/V1__baseline.sql",
                "CREATE TABLE customers (id bigint);\n\nCREATE TABLE orders (id wrong);\n");

        DrillReport report = run(shared(), Progress.SILENT);

        assertAborted(report, "V1__baseline.sql line 3: ", "type \"wrong\" does not exist", "42704", "baseline");
        assertThat(report.environment().bytes()).isNull();
    }

    @Test
    void aShapeThatDoesNotFitItsTableIsNamedWithItsFileAndLine() throws IOException {
        write(
                "shape.yaml",
                Files.readString(scenario.resolveSibling("shape.yaml"))
                        .replace("      note: {text: 0..20, nulls: 0.2}", "      nota: {text: 0..20}"));

        assertAborted(run(shared(), Progress.SILENT), "shape.yaml:8", "orders", "nota");
    }

    @Test
    void aVersionWithoutBinariesAbortsTheDrillWithTheDependencyToAdd() throws IOException {
        DrillOptions options = new DrillOptions(
                Optional.empty(),
                Optional.of("14"),
                OptionalDouble.empty(),
                DrillOptions.Depth.QUICK,
                DrillOptions.DEFAULT.rehearsals(),
                1);
        DrillReport report =
                Drill.run(DrillPlanner.plan(scenario, options), new EmbeddedProvider(), reports(), Progress.SILENT);

        assertAborted(report, "PostgreSQL 14", "<groupId>io.zonky.test.postgres</groupId>", "<version>14.");
    }

    private void assertAborted(DrillReport report, String... parts) throws IOException {
        assertThat(report.verdict().decision()).isEqualTo(Decision.ABORTED);
        assertThat(report.verdict().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason).contains(parts).doesNotContain("Exception"));
        assertThat(report.phases()).extracting(PhaseReport::outcome).containsOnly(Outcome.NOT_REACHED);
        assertThat(report.findings()).isEmpty();
        assertEnded();
    }

    private void assertEnded() throws IOException {
        assertThat(RecordingFile.read(reports().resolve(Drill.RECORDING_NAME)).events())
                .last()
                .isInstanceOf(DrillEvent.DrillEnded.class);
        assertThat(Files.readString(reports().resolve(ReportFiles.MARKDOWN_NAME)))
                .contains("aborted")
                .doesNotContain("\tat ");
        assertThat(reports().resolve(ReportFiles.JSON_NAME)).content().contains("\"aborted\"");
    }

    private DrillReport run(DatabaseProvider provider, Progress progress) {
        return Drill.run(
                DrillPlanner.plan(scenario, DrillOptions.DEFAULT.only(EnumSet.of(DrillOptions.Kind.TWIN))),
                provider,
                reports(),
                progress);
    }

    private static DatabaseProvider shared() {
        return new SharedServers(TestServer.shared());
    }

    private Path reports() {
        return folder.resolve("reports");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(scenario.resolveSibling(name), text);
    }

    private static final class Unavailable implements DatabaseProvider {
        @Override
        public String name() {
            return "unavailable";
        }

        @Override
        public DatabaseServer start(ServerRequest request, Consumer<String> progress) {
            throw new DatabaseUnavailableException("No server today: buy one.");
        }
    }

    /** Kills the drill's own server when a stage begins, as {@code kill -9} would. */
    private static final class PostmasterKiller implements Progress {
        private final String stage;
        private final List<ProcessHandle> before = servers().toList();
        private final List<String> ended = new ArrayList<>();
        private List<ProcessHandle> processes = List.of();
        private Path home = Path.of("never started");

        PostmasterKiller(String stage) {
            this.stage = stage;
        }

        @Override
        public void begin(String drill, List<String> stages) {
            assertThat(stages).contains(stage);
        }

        @Override
        public void stage(String begun) {
            if (begun.equals(stage)) {
                processes =
                        servers().filter(process -> !before.contains(process)).toList();
                ProcessHandle postmaster = processes.stream()
                        .filter(process -> process.parent()
                                .map(parent -> !processes.contains(parent))
                                .orElse(true))
                        .findFirst()
                        .orElseThrow();
                home = Path.of(postmaster.info().command().orElseThrow())
                        .getParent()
                        .getParent()
                        .getParent();
                assertThat(home).exists();
                postmaster.destroyForcibly();
                Awaitility.await("the server's end").until(() -> !postmaster.isAlive());
            }
        }

        @Override
        public void detail(String detail) {}

        @Override
        public void end(String outcome) {
            ended.add(outcome);
        }

        private static Stream<ProcessHandle> servers() {
            return ProcessHandle.current().descendants().filter(process -> process.info()
                    .command()
                    .filter(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                    .isPresent());
        }
    }
}
