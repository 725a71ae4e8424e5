package org.migrationdrill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.database.Docker;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.rehearsal.DrillPlanner;
import org.migrationdrill.report.Decision;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.Finding;
import org.migrationdrill.report.Severity;

/** A drill whose container dies or is full ends with a report that says so, and leaves nothing behind. */
class AbortedContainerDrillIT {
    /** Enough for a server with its databases, and not for what the cases write. */
    private static final long SMALL_DISK = 150L << 20;

    /** So that the table is what finds no room: without room for its WAL the server ends, and can't say why. */
    private static final String UNLOGGED = "CREATE UNLOGGED TABLE";

    @TempDir
    Path folder;

    private Path scenario;

    @BeforeAll
    static void needDocker() {
        Docker.require();
    }

    @BeforeEach
    void unpack() {
        scenario = PlantedCase.read(PlantedCase.FOLDER.resolve("none/additive-column.txt"))
                .unpack(folder.resolve("scenario"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"building the golden copy", "expand: migrate 2", "expand: the way back"})
    void aContainerThatDiesAbortsTheDrillWithTheEndOfItsLog(String stage) {
        assertAborted(
                run(Docker.provider(), new Killer(stage), DrillOptions.Kind.TWIN),
                "The database died under the drill: ",
                "Its last words: ",
                " LOG: ");
    }

    @Test
    void aDiskThatIsFullBeforeAllRowsAreThereIsSaidWithWhatToDo() throws IOException {
        write(
                "migrations/V1__baseline.sql",
                Files.readString(scenario.resolveSibling("migrations/V1__baseline.sql"))
                        .replace("CREATE TABLE", UNLOGGED));
        write(
                "shape.yaml",
                Files.readString(scenario.resolveSibling("shape.yaml")).replace("rows: 200", "rows: 4000000"));

        assertAborted(
                run(Docker.provider(SMALL_DISK), Progress.SILENT, DrillOptions.Kind.TWIN),
                "The database has no space left: ",
                "docker system prune",
                "‘scale’",
                "No space left on device");
    }

    @ParameterizedTest
    @EnumSource
    void aDiskThatAMigrationFillsIsNoFaultOfTheMigration(DrillOptions.Kind rehearsal) throws IOException {
        write(
                "migrations/V2__add_discount.sql",
                UNLOGGED + " much AS SELECT repeat('x', 1000) AS x FROM generate_series(1, 1000000);");

        assertAborted(
                run(Docker.provider(SMALL_DISK), Progress.SILENT, rehearsal),
                "The database has no space left: ",
                "docker system prune",
                "‘scale’",
                "No space left on device");
    }

    private static void assertAborted(DrillReport report, String... words) {
        assertThat(report.verdict().decision()).isEqualTo(Decision.ABORTED);
        assertThat(report.verdict().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason).contains(words).doesNotContain("Exception", "\tat "));
        assertThat(report.findings()).extracting(Finding::severity).allMatch(Severity.NOTE::equals);
    }

    private DrillReport run(DatabaseProvider provider, Progress progress, DrillOptions.Kind rehearsal) {
        return Drill.run(
                DrillPlanner.plan(scenario, DrillOptions.DEFAULT.only(EnumSet.of(rehearsal))),
                provider,
                folder.resolve("reports"),
                progress);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(scenario.resolveSibling(name), text);
    }

    /** Kills the drill's container when a stage begins. */
    private record Killer(String stage) implements Progress {
        @Override
        public void begin(String drill, List<String> stages) {
            assertThat(stages).contains(stage);
        }

        @Override
        public void stage(String begun) {
            if (begun.equals(stage)) {
                Docker.killNewest();
            }
        }

        @Override
        public void detail(String detail) {}

        @Override
        public void end(String outcome) {}
    }
}
