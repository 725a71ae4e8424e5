package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywayMigrationsTest {
    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void writeOneMigration() {
        folder = new MigrationFolder(temp).with("V1__create_events.sql", "CREATE TABLE events (id int);");
    }

    @Test
    void migrationsComeInTheOrderOfTheirVersionsWithTheirReverses() {
        folder.with("V10__last.sql", "SELECT 1;")
                .with("deep/V2_1__add_label.sql", "SELECT 1;")
                .with("deep/U2.1__add_label.sql", "SELECT 1;")
                .with("U10__nothing.sql", "-- nothing to do\n");
        assertThat(folder.open().migrations())
                .containsExactly(
                        new Migration(
                                "1",
                                "create events",
                                false,
                                Optional.of("V1__create_events.sql"),
                                Optional.empty(),
                                false),
                        new Migration(
                                "2.1",
                                "add label",
                                false,
                                Optional.of("deep/V2_1__add_label.sql"),
                                Optional.of("deep/U2.1__add_label.sql"),
                                false),
                        new Migration(
                                "10",
                                "last",
                                false,
                                Optional.of("V10__last.sql"),
                                Optional.of("U10__nothing.sql"),
                                true));
    }

    @Test
    void javaMigrationIsFoundOnTheClassPath() {
        folder.location("classpath:org/migrationdrill/migration/sample");
        assertThat(folder.open().migrations())
                .contains(new Migration("3", "Fill labels", true, Optional.empty(), Optional.empty(), false));
    }

    @Test
    void callbacksRepeatablesAndOtherFilesAreNoMigrationsAndNoProblems() {
        folder.with("afterMigrate.sql", "SELECT 1;")
                .with("R__view.sql", "SELECT 1;")
                .with("V1__create_events.sql.conf", "executeInTransaction=false")
                .with("README.md", "hello")
                .with("seed.sql", "SELECT 1;");
        assertThat(folder.problems()).isEmpty();
        assertThat(folder.open().migrations()).hasSize(1);
    }

    @Test
    void ownTablesAreTheHistoryAndItsThrowAwayTwin() {
        assertThat(folder.open().ownTables())
                .containsExactlyInAnyOrder("public.flyway_schema_history", "public.migration_drill_reverse_history");
        assertThat(folder.schema("app").schema("other").open().ownTables()).contains("app.flyway_schema_history");
    }

    @Test
    void missingFolderIsAProblemWhereTheSourceStands() {
        folder.location(temp.resolve("nowhere").toString());
        assertThat(folder.problems())
                .containsExactly(
                        "drill.yaml:7: found no folder nowhere; accepted: a folder of migrations, or a classpath: location.");
    }

    @Test
    void emptyFolderIsAProblem() throws IOException {
        Files.delete(temp.resolve("V1__create_events.sql"));
        assertThat(folder.problems()).singleElement().asString().startsWith("drill.yaml:7: found no migration in ");
    }

    @Test
    void twoScriptsOfOneVersionAreAProblem() {
        folder.with("V1.0__again.sql", "SELECT 1;");
        assertThat(folder.problems())
                .singleElement()
                .asString()
                .contains("a second time")
                .contains("one V script a version");
    }

    @Test
    void javaMigrationAndScriptOfOneVersionAreAProblem() {
        folder.location("classpath:org/migrationdrill/migration/sample").with("V3__also.sql", "SELECT 1;");
        assertThat(folder.problems())
                .containsExactly("drill.yaml:7: found version 3 a second time:"
                        + " org.migrationdrill.migration.sample.V3__Fill_labels after V3__also.sql;"
                        + " accepted: one migration a version.");
    }

    @Test
    void reverseWithoutItsMigrationIsAProblem() {
        folder.with("U2__x.sql", "SELECT 1;");
        assertThat(folder.problems())
                .containsExactly("U2__x.sql:1: found a reverse of version 2, which no migration has; accepted: 1.");
    }

    @Test
    void nameThatFlywayIgnoresIsAProblemWithTheNearestName() {
        folder.with("V2_add_label.sql", "SELECT 1;")
                .with("v3__lower.sql", "SELECT 1;")
                .with("R_view.sql", "SELECT 1;");
        assertThat(folder.problems())
                .anySatisfy(problem -> assertThat(problem).endsWith("Did you mean ‘V2__add_label.sql’?"))
                .anySatisfy(problem -> assertThat(problem).endsWith("Did you mean ‘V3__lower.sql’?"))
                .anySatisfy(problem -> assertThat(problem).endsWith("Did you mean ‘R__view.sql’?"))
                .hasSize(3);
    }

    @Test
    void scriptThatIsNotUtf8IsAProblem() throws IOException {
        Files.write(temp.resolve("V2__latin.sql"), "-- Grüße\nSELECT 1;".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(folder.problems())
                .containsExactly("V2__latin.sql:1: found bytes that are not UTF-8; accepted: a script in UTF-8.");
    }

    @Test
    void placeholderWithoutAValueIsAProblemAndFlywaysOwnAreNot() {
        folder.with("V2__own.sql", "SELECT '${flyway:timestamp}', '${flyway:defaultSchema}', '${flyway:filename}';");
        assertThat(folder.problems()).isEmpty();
        folder.with("V3__given.sql", "SELECT '${tenant}';");
        assertThat(folder.problems())
                .singleElement()
                .asString()
                .contains("V3__given.sql:1")
                .contains("tenant");
        assertThat(folder.placeholder("tenant", "acme").problems()).isEmpty();
    }
}
