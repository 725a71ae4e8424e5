package org.migrationdrill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.database.ExternalServers;
import org.migrationdrill.database.TemplateReset;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.rehearsal.DrillOptions.Kind;
import org.migrationdrill.rehearsal.DrillPlanner;
import org.migrationdrill.report.Decision;
import org.migrationdrill.report.DrillReport;

/** Drills on a database that was there before, played by an embedded server's. */
class ExternalDrillIT {
    private static final ExternalServers SERVERS = new ExternalServers();
    private static final String OWN = "database: {engine: postgresql, settings: {fsync: \"off\"}}";

    @TempDir
    Path folder;

    @AfterAll
    static void end() {
        SERVERS.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answer-differs/undeclared.txt",
                "rollback-loses-writes/values-rounded.txt",
                "none/additive-column.txt"
            })
    void theSameIsFoundOnADatabaseThatWasThereAsOnOneOfTheDrillsOwn(String planted) throws SQLException {
        PlantedCase fault = PlantedCase.read(PlantedCase.FOLDER.resolve(planted));
        DrillReport own = Drill.run(
                DrillPlanner.plan(scenario(fault, OWN), fault.options()),
                new EmbeddedProvider(),
                folder.resolve("own"),
                Progress.SILENT);
        DatabaseCopy clone = SERVERS.disposable("clone_" + SERVERS.databases().size());
        List<String> databases = SERVERS.databases();
        List<String> roles = SERVERS.roles();

        DrillReport filled = drill(fault, clone, "");
        ExternalServers.fill(clone, DrillPlanner.plan(external(fault, clone, ""), fault.options()));
        DrillReport found = drill(fault, clone, "");

        assertThat(DrillFindings.of(filled)).isEqualTo(DrillFindings.of(own));
        assertThat(DrillFindings.of(found)).isEqualTo(DrillFindings.of(own));
        assertThat(filled.environment().limits()).anyMatch(limit -> limit.contains("made from the shape"));
        assertThat(found.environment().limits()).anyMatch(limit -> limit.contains("those of the attached database"));
        assertThat(found.environment().rows()).isEqualTo(own.environment().rows());
        assertThat(SERVERS.databases()).isEqualTo(databases);
        assertThat(SERVERS.roles()).isEqualTo(roles);
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer-differs/undeclared.txt", "app-wait-over-budget/queue-behind-a-reader.txt"})
    void whoIsNoSuperuserFindsTheSameWithLimits(String planted) throws SQLException {
        PlantedCase fault = PlantedCase.read(PlantedCase.FOLDER.resolve(planted));
        DatabaseCopy clone = SERVERS.disposable("managed_" + SERVERS.databases().size());
        DatabaseCopy owned = SERVERS.asPlainOwner(clone, "owner_of_" + clone.name(), "CREATEDB");

        DrillReport superuser = drill(fault, SERVERS.disposable(clone.name() + "_b"), "");
        DrillReport plain = drill(fault, owned, "");

        assertThat(withoutNotes(plain)).isEqualTo(withoutNotes(superuser)).isNotEmpty();
        assertThat(plain.environment().limits()).anyMatch(limit -> limit.contains("no superuser"));
        boolean loaded = fault.options().rehearsals().contains(Kind.LOAD);
        for (String limit : loaded
                ? List.of("may make no roles", "Lock waits are sampled", "deadlock_timeout")
                : List.of("noise of every table")) {
            assertThat(notes(plain)).anyMatch(note -> note.contains(limit));
        }
    }

    @Test
    void withoutCopiesTheLoadIsRehearsedOnTheDatabaseItselfAndTheRestIsNotDrilled() throws SQLException {
        PlantedCase fault =
                PlantedCase.read(PlantedCase.FOLDER.resolve("app-wait-over-budget/queue-behind-a-reader.txt"));
        DatabaseCopy clone = SERVERS.disposable("alone");

        DrillReport report = drill(fault, clone, ", copies: false", EnumSet.allOf(Kind.class));

        assertThat(report.verdict().decision()).isEqualTo(Decision.BLOCK);
        assertThat(withoutNotes(report)).anyMatch(finding -> finding.startsWith("error app-wait-over-budget"));
        assertThat(notes(report))
                .anyMatch(note -> note.contains("not-drilled") && note.contains("answers, data and rollbacks"))
                .anyMatch(note -> note.contains("not-drilled") && note.contains("the traffic without migration"));
        assertThat(report.environment().limits())
                .anyMatch(limit -> limit.contains("The scenario says so"))
                .anyMatch(limit -> limit.contains("it is used up"));
        assertThat(SERVERS.roles()).noneMatch(role -> role.startsWith("drill_"));
    }

    @Test
    void whatIsToHoldAfterAPhaseIsAskedWithoutCopiesToo() throws SQLException {
        PlantedCase fault = PlantedCase.read(PlantedCase.FOLDER.resolve("verification-fails/backfill-misses-rows.txt"));
        DatabaseCopy clone = SERVERS.disposable("verified");

        DrillReport report = drill(fault, clone, ", copies: false", EnumSet.of(Kind.LOAD));

        assertThat(withoutNotes(report)).anyMatch(finding -> finding.startsWith("error verification-fails"));
    }

    @Test
    void theAuthorsCommandPutsTheDatabaseBackBetweenTheRuns() throws SQLException {
        PlantedCase fault =
                PlantedCase.read(PlantedCase.FOLDER.resolve("app-wait-over-budget/queue-behind-a-reader.txt"));
        DatabaseCopy clone = SERVERS.disposable("thin");
        ExternalServers.fill(clone, DrillPlanner.plan(external(fault, clone, ""), fault.options()));
        SERVERS.own().copy(clone, "thin_template");

        DrillReport report = drill(
                fault,
                clone,
                ", copies: false, reset: " + TemplateReset.command("thin_template"),
                EnumSet.of(Kind.LOAD));

        assertThat(report.verdict().decision()).as("%s", report.verdict()).isEqualTo(Decision.BLOCK);
        assertThat(notes(report)).noneMatch(note -> note.contains("the traffic without migration"));
        assertThat(report.environment().limits()).anyMatch(limit -> limit.contains("the scenario's own command"));
        assertThat(only(clone, "SELECT to_regclass('migration_drill.backfill') IS NULL"))
                .isEqualTo("t");
        assertThat(only(clone, "SELECT count(*) FROM flyway_schema_history")).isEqualTo("1");
    }

    @Test
    void aCommandThatFailsToPutItBackAbortsTheDrillAndAtTheEndIsANote() throws SQLException {
        PlantedCase fault = PlantedCase.read(PlantedCase.FOLDER.resolve("none/additive-column.txt"));
        DatabaseCopy clone = SERVERS.disposable("broken");
        String reset = ", copies: false, reset: [sh, -c, 'echo no such $0; exit 3', snapshot]";
        EnumSet<Kind> load = EnumSet.of(Kind.LOAD);

        DrillReport report = drill(fault, clone, reset, load);

        assertThat(report.verdict().decision()).isEqualTo(Decision.ABORTED);
        assertThat(report.verdict().reasons())
                .singleElement()
                .asString()
                .contains("could not be put back", "ended with 3", "‘values: shown’")
                .doesNotContain("no such snapshot");
        assertThat(drill(fault, clone, reset + ", values: shown", load)
                        .verdict()
                        .reasons())
                .singleElement()
                .asString()
                .contains("no such snapshot");
        execute(clone, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");

        DrillReport withoutApps = drill(new PlantedCase("alone", withoutApps(fault)), clone, reset, load);

        assertThat(withoutApps.verdict().decision()).as("%s", withoutApps).isEqualTo(Decision.APPROVE_WITH_CHANGES);
        assertThat(notes(withoutApps)).anyMatch(note -> note.contains("putting the database back at the end"));
    }

    private static Map<String, String> withoutApps(PlantedCase fault) {
        Map<String, String> files = new TreeMap<>(fault.files());
        files.compute("drill.yaml", (name, text) -> text.replace("apps:\n  1: {suite: apps/1.sql}\n", ""));
        return files;
    }

    @Test
    void aDatabaseThatIsNotAtTheBaselineIsNotDrilled() throws SQLException {
        PlantedCase fault = PlantedCase.read(PlantedCase.FOLDER.resolve("none/additive-column.txt"));
        DatabaseCopy clone = SERVERS.disposable("elsewhere");
        ExternalServers.fill(clone, DrillPlanner.plan(external(fault, clone, ""), fault.options()));
        execute(
                clone,
                "INSERT INTO flyway_schema_history VALUES (9, '7', 'x', 'SQL', 'V7__x.sql', 1, 'x', now(), 1, true)");

        DrillReport later = drill(fault, clone, "");
        execute(clone, "DROP TABLE flyway_schema_history");
        DrillReport without = drill(fault, clone, "");

        assertThat(later.verdict().reasons())
                .singleElement()
                .asString()
                .contains("is at version 7 by public.flyway_schema_history", "begins after version 1");
        assertThat(without.verdict().reasons()).singleElement().asString().contains("is at no version");
        assertThat(List.of(later.verdict().decision(), without.verdict().decision()))
                .containsOnly(Decision.ABORTED);
    }

    @Test
    void aRefusalAbortsTheDrillWithItsReason() throws SQLException {
        PlantedCase fault = PlantedCase.read(PlantedCase.FOLDER.resolve("none/additive-column.txt"));
        DatabaseCopy clone = SERVERS.own().create("unmarked");

        DrillReport report = drill(fault, clone, "");

        assertThat(report.verdict().decision()).isEqualTo(Decision.ABORTED);
        assertThat(report.verdict().reasons())
                .singleElement()
                .asString()
                .contains("COMMENT ON DATABASE \"unmarked\" IS 'migration-drill: disposable';");
    }

    @Test
    void ofTheValuesOfADatabaseThatWasThereOnlyHashesAreWritten() throws SQLException, IOException {
        PlantedCase fault =
                PlantedCase.read(PlantedCase.FOLDER.resolve("rollback-loses-writes/column-restored-empty.txt"));
        DatabaseCopy clone = SERVERS.disposable("secret");
        ExternalServers.fill(clone, DrillPlanner.plan(external(fault, clone, ""), fault.options()));
        execute(clone, "UPDATE customers SET name = 'Countess of ' || id, status = 'verysecret'");

        DrillReport hashed = drill(fault, clone, "");
        String written = written();
        drill(fault, clone, ", values: shown");

        assertThat(hashed.verdict().decision()).isEqualTo(Decision.BLOCK);
        assertThat(written).doesNotContain("Countess", "verysecret").containsPattern("#[0-9a-f]{8}");
        assertThat(written()).contains("verysecret").doesNotContainPattern("#[0-9a-f]{8}");
    }

    /** All that the last drill wrote. */
    private String written() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder.resolve("reports"))) {
            for (Path file :
                    files.filter(path -> !path.toString().endsWith(".html")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private DrillReport drill(PlantedCase fault, DatabaseCopy clone, String more) {
        return drill(fault, clone, more, fault.options().rehearsals());
    }

    private DrillReport drill(PlantedCase fault, DatabaseCopy clone, String more, Set<Kind> rehearsals) {
        return Drill.run(
                DrillPlanner.plan(external(fault, clone, more), DrillOptions.DEFAULT.only(rehearsals)),
                ExternalServers.provider(clone),
                folder.resolve("reports"),
                Progress.SILENT);
    }

    private Path external(PlantedCase fault, DatabaseCopy clone, String more) {
        return scenario(fault, "database: {provider: external, external: {disposable: " + clone.name() + more + "}}");
    }

    private Path scenario(PlantedCase fault, String database) {
        Path file = fault.unpack(folder.resolve("scenario"));
        try {
            String text = Files.readString(file);
            assertThat(text).contains(OWN);
            Files.writeString(file, text.replace(OWN, database));
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> withoutNotes(DrillReport report) {
        return DrillFindings.of(report).found().stream()
                .filter(finding -> !finding.startsWith("note"))
                .toList();
    }

    private static List<String> notes(DrillReport report) {
        return report.findings().stream()
                .map(finding -> finding.id() + ": " + finding.message())
                .toList();
    }

    private static void execute(DatabaseCopy database, String sql) throws SQLException {
        try (Connection connection = database.connect("the owner");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String only(DatabaseCopy database, String sql) throws SQLException {
        try (Connection connection = database.connect("the owner");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
