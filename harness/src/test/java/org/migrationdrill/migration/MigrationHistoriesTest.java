package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationdrill.input.Problem;
import org.migrationdrill.input.Problems;

/** Which layout a directory is of, and what is answered where it is of none, or could be of several. */
class MigrationHistoriesTest extends HistoryCase {
    private static final String WORDS = "flyway, golang-migrate, sqlx, diesel, dbmate, goose, mybatis, authelia";

    @ParameterizedTest
    @CsvSource({
        "flyway, V1__a.sql, x",
        "flyway, deep/R__a.sql, x",
        "golang-migrate, 1_a.up.sql, x",
        "sqlx, 1_a.up.sql, -- no-transaction",
        "diesel, 2024-01-01-000000_a/up.sql, x",
        "dbmate, 1_a.sql, -- migrate:up",
        "dbmate, 1_a.sql, -- migrate:up transaction:false",
        "goose, 1_a.sql, -- +goose Up",
        "mybatis, 1_a.sql, -- //@UNDO",
        "mybatis, 1_a.sql, '  // //@UNDO the rest'",
        "authelia, V0001.A.up.sql, x"
    })
    void layoutIsRecognisedFromItsFiles(String layout, String file, String line) {
        folder.with(file, line + "\n");
        List<String> problems = folder.problems();
        // Some of these texts are no migrations, which the layout's own tool would say.
        assertThat(problems).noneMatch(problem -> problem.contains("could be") || problem.contains("no migrations"));
        if (!layout.equals("flyway")) {
            assertThat(folder.open().layout()).isEqualTo(layout);
        }
    }

    @Test
    void rustPackageAroundTheFilesTellsSqlxFromGolangMigrate() throws IOException {
        folder.with("1_a.up.sql", "SELECT 1;");
        Files.writeString(temp.resolve("Cargo.toml"), "");
        assertThat(folder.open().layout()).isEqualTo("sqlx");
        Files.writeString(path.resolve("go.mod"), "");
        assertThat(folder.open().layout()).isEqualTo("golang-migrate");
        assertThat(folder.layout("sqlx").open().layout()).isEqualTo("sqlx");
    }

    @Test
    void aByteOrderMarkHidesNoLayout() {
        folder.with("1_a.sql", "\uFEFF-- +goose Up\nSELECT 1;\n");
        assertThat(folder.open().layout()).isEqualTo("goose");
    }

    @Test
    void emptyDirectoryIsAProblemThatShowsEveryLayout() throws IOException {
        Files.createDirectories(path);
        assertThat(folder.problems())
                .containsExactly(
                        "db: found no migrations; accepted: V1__name.sql (flyway), 1_name.up.sql (golang-migrate),"
                                + " 1_name.up.sql in a Rust package (sqlx), 2024-01-01-000000_name/up.sql (diesel),"
                                + " 1_name.sql with -- migrate:up (dbmate), 1_name.sql with -- +goose Up (goose),"
                                + " 1_name.sql with -- //@UNDO (mybatis), V0001.Name.up.sql (authelia).");
    }

    @Test
    void directoryThatHoldsNothingOfTheNamedLayoutIsAProblem() {
        folder.with("1_a.up.sql", "SELECT 1;").layout("goose").with("notes.txt", "");
        assertThat(folder.problems()).isEmpty();
        assertThat(new HistoryFolder(path).layout("diesel").problems())
                .containsExactly("db: found no migration for diesel; accepted: 2024-01-01-000000_name/up.sql.");
    }

    @Test
    void whatIsNoDirectoryIsAProblem() throws IOException {
        assertThat(folder.problems())
                .containsExactly("db: found no such directory; accepted: a directory of migrations.");
        Files.writeString(path, "SELECT 1;");
        assertThat(folder.problems()).containsExactly("db: found a file; accepted: a directory of migrations.");
    }

    @Test
    void problemNamesTheFileAsItWasGiven() {
        Problems problems = new Problems();
        MigrationHistories.open(Path.of("no", "where"), Optional.empty(), Optional.empty(), Map.of(), problems);
        assertThat(problems.all())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("no/where:");
    }

    @Test
    void unknownLayoutIsAnsweredWithTheNearestWord() {
        folder.with("1_a.up.sql", "SELECT 1;").layout("golang-migrat");
        assertThat(folder.problems())
                .containsExactly("db: found the unknown layout ‘golang-migrat’; accepted: " + WORDS
                        + ". Did you mean ‘golang-migrate’?");
    }

    @Test
    void directoryThatTwoLayoutsCouldBeSaysHowToChoose() {
        folder.with("1_a.up.sql", "SELECT 1;").with("2_b.sql", "-- +goose Up\nSELECT 1;\n");
        assertThat(folder.problems())
                .containsExactly("db: found what could be golang-migrate and goose;"
                        + " accepted: one of them, named by --layout golang-migrate or --layout goose.");
        assertThat(folder.layout("golang-migrate").problems()).isEmpty();
    }

    @Test
    void aWholeSourceTreeIsAnsweredWithItsFoldersOfMigrations() {
        folder.with("app/db/migration/V1__a.sql", "SELECT 1;")
                .with("app/db/migration/new/V2__b.sql", "SELECT 1;")
                .with("seeds/rows.sql", "SELECT 1;");
        assertThat(folder.open().entries())
                .as("one history, as Flyway sees it")
                .extracting(HistoryEntry::id)
                .containsExactly("V1__a.sql", "V2__b.sql");
        assertThat(folder.with("other/V1__a.sql", "SELECT 1;").problems())
                .containsExactly(
                        "db: found no migrations of its own, but folders below that have some; accepted: one of"
                                + " app/db/migration (flyway), app/db/migration/new (flyway), other (flyway).");
        assertThat(new HistoryFolder(temp.resolve("numbered"))
                        .with("db/V1__a.sql", "SELECT 1;")
                        .with("queries/001_q.sql", "SELECT 1;")
                        .with("queries/002_q.sql", "SELECT 1;")
                        .problems())
                .containsExactly("numbered: found no migrations of its own, but folders below that have some;"
                        + " accepted: db (flyway).");
        assertThat(new HistoryFolder(temp.resolve("project"))
                        .with("scripts/1_a.sql", "-- //@UNDO\n")
                        .with("migrations/2026-01-01-000000_a/up.sql", "")
                        .problems())
                .containsExactly("project: found no migrations of its own, but folders below that have some; accepted:"
                        + " one of migrations (diesel), scripts (mybatis).");
    }

    @Test
    void whatADirectoryHoldsInThePlaceOfMigrationsIsSaid() {
        assertThat(folder.with("V1__a.SQL", "").problems())
                .singleElement()
                .asString()
                .startsWith(
                        "db: found no migrations: names such as V1__a.SQL, and what stands in the files, are of no layout;");
        assertThat(new HistoryFolder(temp.resolve("one")).with("up.sql", "").problems())
                .singleElement()
                .asString()
                .startsWith("one: found one migration of diesel's, whose directory is the one above;");
        assertThat(new HistoryFolder(temp.resolve("back")).with("U1__a.sql", "").problems())
                .containsExactly(
                        "back: found no migration in back, only U1__a.sql, without a V script; accepted: at least one"
                                + " script such as V1__create_events.sql, or a Java migration.");
    }
}
