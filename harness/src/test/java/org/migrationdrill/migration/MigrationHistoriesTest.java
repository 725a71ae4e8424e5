package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationdrill.input.Problem;
import org.migrationdrill.input.Problems;
import org.migrationdrill.migration.HistoryEntry.Reverse;

class MigrationHistoriesTest {
    private static final String WORDS = "flyway, golang-migrate, sqlx, diesel, dbmate, goose, mybatis, authelia";

    @TempDir
    Path temp;

    private Path path;
    private HistoryFolder folder;

    @BeforeEach
    void nameTheFolder() {
        path = temp.resolve("db");
        folder = new HistoryFolder(path);
    }

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
    void everyProblemIsAnsweredAtOnce() throws IOException {
        folder.with("1_a.up.sql", "SELECT 1;")
                .with("001_b.up.sql", "SELECT 1;")
                .with("001_b.down.sql", "SELECT 1;")
                .with("1_a.down.sql", "SELECT 1;")
                .with("3_c.down.sql", "SELECT 1;");
        Files.write(path.resolve("4_d.up.sql"), "-- Grüße".getBytes(StandardCharsets.ISO_8859_1));
        Files.createSymbolicLink(path.resolve("5_e.up.sql"), path.resolve("nowhere"));
        assertThat(folder.problems())
                .containsExactly(
                        "1_a.down.sql:1: found version 1 a second time, after 001_b.down.sql; accepted: one down file a version.",
                        "1_a.up.sql:1: found version 1 a second time, after 001_b.up.sql; accepted: one up file a version.",
                        "3_c.down.sql:1: found a down file of version 3, which has no up file; accepted: an up file of the"
                                + " same version beside it.",
                        "4_d.up.sql:1: found bytes that are no UTF-8; accepted: a migration in UTF-8.",
                        "5_e.up.sql:1: found a file that can't be read; accepted: a readable file.");
    }

    @Test
    void versionTwiceIsAProblemWhereTheToolTakesItOnce() {
        folder.with("1_a.sql", "-- migrate:up\n-- migrate:down\n").with("1_b.sql", "-- migrate:up\n-- migrate:down\n");
        assertThat(folder.problems())
                .containsExactly(
                        "1_b.sql:1: found version 1 a second time, after 1_a.sql; accepted: one file a version;"
                                + " dbmate's table takes each version once.");
        assertThat(folder.with("1_a.sql", "-- +goose Up\n")
                        .with("1_b.sql", "-- +goose Up\n")
                        .problems())
                .containsExactly(
                        "1_b.sql:1: found version 1 a second time, after 1_a.sql; accepted: one file a version.");
        assertThat(folder.with("1_a.sql", "-- //@UNDO\n")
                        .with("1_b.sql", "-- //@UNDO\n")
                        .problems())
                .containsExactly(
                        "1_b.sql:1: found version 1 a second time, after 1_a.sql; accepted: one file a version;"
                                + " the changelog takes each version once.");
    }

    @Test
    void folderOfDieselWithoutUpIsAProblemAndSoAreTwoOfOneVersion() {
        folder.with("2024-01-01-000000_a/up.sql", "SELECT 1;")
                .with("20240101000000_b/up.sql", "SELECT 1;")
                .with("2024-01-02-000000_c/down.sql", "SELECT 1;")
                .with("notes/x.txt", "")
                .with(".hidden/x.txt", "");
        assertThat(folder.problems())
                .containsExactly(
                        "2024-01-02-000000_c:1: found a down.sql without an up.sql; accepted: folders of migrations alone,"
                                + " each with its up.sql.",
                        "20240101000000_b:1: found version 20240101000000 a second time, after 2024-01-01-000000_a;"
                                + " accepted: one folder a version; of two diesel runs one.",
                        "notes:1: found a folder without up.sql; accepted: folders of migrations alone, each with its up.sql.");
    }

    @Test
    void nameThatTheToolCannotReadIsAProblem() {
        assertThat(folder.with("1_a.sql", "-- +goose Up\n").with("x.sql", "").problems())
                .containsExactly("x.sql:1: found the name ‘x.sql’; accepted: a number above 0 and an underscore,"
                        + " as in 1_name.sql.");
        assertThat(folder.with("1_a.sql", "-- //@UNDO\n").problems())
                .containsExactly("x.sql:1: found the name ‘x.sql’; accepted: a number first, as in 1_name.sql.");
        assertThat(folder.with("a_b.sql", "").layout("sqlx").problems())
                .containsExactly("a_b.sql:1: found ‘a’ before the first underscore; accepted: a number, such as"
                        + " 1_name.up.sql in a Rust package.");
    }

    @Test
    void versionOfAutheliaHasFourDigits() {
        folder.with("V0001.A.up.sql", "SELECT 1;").with("V12.B.up.sql", "SELECT 1;");
        assertThat(folder.problems())
                .containsExactly(
                        "V12.B.up.sql:1: found the name ‘V12.B.up.sql’; accepted: four digits, as in V0001.Name.up.sql.");
    }

    @Test
    void orderIsThatOfTheNumbers() {
        folder.with("20260101_a.up.sql", "SELECT 1;")
                .with("20250101000000_b.up.sql", "SELECT 1;")
                .with("9_c.up.sql", "SELECT 1;")
                .with("00010_d.up.sql", "SELECT 1;")
                .with("10_other.down.sql", "SELECT 1 + 1;")
                .with("20240101000000123_e.up.sql", "SELECT 1;");
        assertThat(folder.open().entries())
                .extracting(HistoryEntry::id)
                .containsExactly(
                        "9_c.up.sql",
                        "00010_d.up.sql",
                        "20260101_a.up.sql",
                        "20250101000000_b.up.sql",
                        "20240101000000123_e.up.sql");
        assertThat(folder.open().entries().get(1))
                .isEqualTo(new HistoryEntry("00010_d.up.sql", "00010", "d", Reverse.PRESENT, List.of()));
    }

    @Test
    void filesOfDbmateAreOrderedAsTexts() {
        folder.with("9_a.sql", "-- migrate:up\n-- migrate:down\n").with("10_b.sql", "-- migrate:up\n-- migrate:down\n");
        assertThat(folder.open().entries()).extracting(HistoryEntry::id).containsExactly("10_b.sql", "9_a.sql");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BLANK|''",
                "BLANK|-- nothing to do",
                "BLANK|BEGIN; /* no */ COMMIT;",
                "BLANK|START TRANSACTION; select 1, 'it''s'; END TRANSACTION;",
                "BLANK|SELECT NULL AS nothing;",
                "PRESENT|SELECT setval('s', 1);",
                "PRESENT|SELECT 1 FROM a;",
                "PRESENT|BEGIN; DROP TABLE a; COMMIT;"
            })
    void reverseIsBlankWhenNothingInItCouldChangeAnything(Reverse expected, String sql) {
        folder.with("1_a.up.sql", "CREATE TABLE a ();").with("1_a.down.sql", sql);
        assertThat(folder.open().entries()).extracting(HistoryEntry::reverse).containsExactly(expected);
    }

    @Test
    void longConstantIsBlankToo() {
        folder.with("1_a.up.sql", "SELECT 1;").with("1_a.down.sql", "SELECT '" + "it''s ".repeat(20_000) + "';");
        assertThat(folder.open().entries()).extracting(HistoryEntry::reverse).containsExactly(Reverse.BLANK);
    }

    @Test
    void reverseIsMissingWithoutItsFileOrSection() {
        assertThat(folder.with("1_a.up.sql", "SELECT 1;").open().entries())
                .extracting(HistoryEntry::reverse)
                .containsExactly(Reverse.MISSING);
        assertThat(new HistoryFolder(temp.resolve("goose"))
                        .with("1_a.sql", "-- +goose Up\nSELECT 1;\n")
                        .open()
                        .entries())
                .extracting(HistoryEntry::reverse)
                .containsExactly(Reverse.MISSING);
        assertThat(new HistoryFolder(temp.resolve("mybatis"))
                        .with("1_a.sql", "SELECT 1;\n-- //@UNDO\n")
                        .with("2_b.sql", "SELECT 1;\n")
                        .open()
                        .entries())
                .extracting(HistoryEntry::reverse)
                .containsExactly(Reverse.BLANK, Reverse.MISSING);
    }

    @Test
    void commandsOfPsqlAreRemarked() {
        folder.with("1_a.up.sql", "-- dump\n\\restrict abc\n\n\\connect other\nSELECT E'\\\\n';\nSELECT '\n\\no';\n");
        assertThat(folder.open().entries().get(0).remarks())
                .containsExactly(
                        "1_a.up.sql:2: ‘\\restrict’ is a command of psql; golang-migrate sends it to the server as it stands.",
                        "1_a.up.sql:4: ‘\\connect’ is a command of psql; golang-migrate sends it to the server as it stands.");
    }

    @Test
    void neighboursThatBeginAlikeAreOneMigration() {
        folder.with("1_x_a.up.sql", "SELECT 1;")
                .with("1_x_a.down.sql", "DROP TABLE a;")
                .with("2_x_b.up.sql", "SELECT 1;")
                .with("3_y.up.sql", "SELECT 1;")
                .groupBy("\\d+_x_|[12]");
        assertThat(folder.problems())
                .containsExactly("db: found ‘\\d+_x_|[12]’ to group by, which no two neighbours begin with alike;"
                        + " accepted: a regular expression that matches the beginning of names.");
        folder = new HistoryFolder(temp.resolve("grouped"))
                .with("20260101_01.up.sql", "SELECT 1;")
                .with("20260101_01.down.sql", "DROP TABLE a;")
                .with("20260102_01.up.sql", "SELECT 1;")
                .with("20260203_01.up.sql", "SELECT 1;")
                .groupBy("\\d{6}");
        assertThat(folder.open().entries())
                .containsExactly(
                        new HistoryEntry(
                                "202601",
                                "20260101",
                                "",
                                Reverse.PRESENT,
                                List.of("20260102_01.up.sql has no way back; the others of its group have.")),
                        new HistoryEntry("20260203_01.up.sql", "20260203", "01", Reverse.MISSING, List.of()));
    }

    @Test
    void whatIsNoRegularExpressionToGroupByIsAProblem() {
        folder.with("1_a.up.sql", "SELECT 1;").groupBy("(");
        assertThat(folder.problems())
                .containsExactly("db: found ‘(’ to group by: Unclosed group; accepted: a regular expression.");
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
    void flywayBaselineStandsForTheVersionsUpToItsOwnAndRepeatablesComeLast() {
        folder.with("V1__a.sql", "SELECT 1;")
                .with("V2__b.sql", "SELECT 1;")
                .with("B2__all.sql", "SELECT 1;")
                .with("V3__c.sql", "SELECT 1;")
                .with("U3__c.sql", "-- nothing")
                .with("R__b.sql", "SELECT 1;")
                .with("R__a.sql", "SELECT 1;");
        assertThat(folder.open().entries())
                .containsExactly(
                        new HistoryEntry(
                                "B2__all.sql",
                                "2",
                                "all",
                                Reverse.MISSING,
                                List.of(
                                        "On an empty database Flyway runs this in the place of V1__a.sql, V2__b.sql, which were"
                                                + " not walked.")),
                        new HistoryEntry("V3__c.sql", "3", "c", Reverse.BLANK, List.of()),
                        new HistoryEntry("R__a.sql", "", "a", Reverse.MISSING, List.of()),
                        new HistoryEntry("R__b.sql", "", "b", Reverse.MISSING, List.of()));
    }

    @Test
    void whatAFlywayBaselineMakesNeedlessIsNamed() {
        folder.with("B1__all.sql", "SELECT 1;")
                .with("V2__b.sql", "SELECT 1;")
                .with("B2__all.sql", "SELECT 1;")
                .with("U2__b.sql", "SELECT 1;")
                .with("U1__a.sql", "SELECT 1;")
                .with("V3__c.sql", "SELECT 1;")
                .with("U3__c.sql", "SELECT 1;");
        assertThat(folder.open().remarks())
                .as("also the reverse of a version that has no script any more")
                .containsExactly("Reverses of versions that B2__all.sql stands for on an empty database are not walked:"
                        + " U1__a.sql, U2__b.sql.");
        assertThat(folder.open().entries())
                .extracting(HistoryEntry::id, HistoryEntry::reverse)
                .containsExactly(tuple("B2__all.sql", Reverse.MISSING), tuple("V3__c.sql", Reverse.PRESENT));
        assertThat(folder.open().entries().get(0).remarks())
                .containsExactly(
                        "On an empty database Flyway runs this in the place of B1__all.sql, V2__b.sql, which were"
                                + " not walked.");
        assertThat(folder.with("U4__d.sql", "").problems())
                .containsExactly("U4__d.sql:1: found a reverse of version 4, which no migration has; accepted: 2, 3.");
        assertThat(new HistoryFolder(temp.resolve("repeatable"))
                        .with("R__a.sql", "SELECT 1;")
                        .with("U1__a.sql", "SELECT 1;")
                        .problems())
                .containsExactly(
                        "U1__a.sql:1: found a reverse of version 1, which no migration has; accepted: a V script of"
                                + " that version.");
        assertThat(new HistoryFolder(temp.resolve("baseline"))
                        .with("B2__all.sql", "SELECT 1;")
                        .with("U2__all.sql", "SELECT 1;")
                        .open()
                        .remarks())
                .containsExactly("Reverses of versions that B2__all.sql stands for on an empty database are not walked:"
                        + " U2__all.sql.");
    }

    @Test
    void commandsOfPsqlInFlywaysFilesAreRemarkedToo() {
        folder.with("V1__a.sql", "SELECT 1;\n\\connect other\n").with("U1__a.sql", "\\i a.sql\n");
        assertThat(folder.open().entries().get(0).remarks())
                .containsExactly(
                        "V1__a.sql:2: ‘\\connect’ is a command of psql; flyway sends it to the server as it stands.",
                        "U1__a.sql:1: ‘\\i’ is a command of psql; flyway sends it to the server as it stands.");
    }

    @Test
    void migrationsThatAreProgramsAreNamed() {
        String rest = " is a program, which a walk does not run: what it would do is missing from here on.";
        assertThat(folder.with("1_a.sql", "-- +goose Up\n")
                        .with("2_b.go", "")
                        .with("2_b_test.go", "")
                        .with("embed.go", "")
                        .open()
                        .remarks())
                .containsExactly("2_b.go" + rest);
        assertThat(new HistoryFolder(temp.resolve("dbmate"))
                        .with("1_a.sql", "-- migrate:up\n-- migrate:down\n")
                        .with("2_b.js", "")
                        .open()
                        .remarks())
                .containsExactly("2_b.js" + rest);
        assertThat(new HistoryFolder(temp.resolve("mybatis"))
                        .with("1_a.sql", "-- //@UNDO\n")
                        .with("bootstrap.sql", "")
                        .with("2_b.java", "")
                        .open()
                        .remarks())
                .containsExactly("2_b.java" + rest);
        assertThat(new HistoryFolder(temp.resolve("app/src/main/resources/db/migration"))
                        .with("V1__a.sql", "SELECT 1;")
                        .with("below/V2__B.class", "")
                        .with("../../../java/db/migration/V1_3__C.java", "")
                        .with("../../../java/db/migration/Helper.java", "")
                        .with("../../../kotlin/db/migration/R__D.kt", "")
                        .open()
                        .remarks())
                .containsExactly("V2__B.class" + rest, "V1_3__C.java" + rest, "R__D.kt" + rest);
        assertThat(new HistoryFolder(temp.resolve("alone")).with("1_a.go", "").problems())
                .singleElement()
                .asString()
                .startsWith("alone: found no migrations but programs such as 1_a.go, which a walk does not run;");
    }

    @Test
    void filesBesideTheMigrationsAreNamed() {
        folder.with("1_a.up.sql", "\uFEFFSELECT 1;")
                .with("schema.sql", "")
                .with("2_b.UP.sql", "")
                .with("README.md", "");
        assertThat(folder.open().remarks())
                .containsExactly(
                        "2_b.UP.sql is no migration of golang-migrate's by its name, and is not walked.",
                        "schema.sql is no migration of golang-migrate's by its name, and is not walked.",
                        "1_a.up.sql begins with a byte order mark, which golang-migrate takes for a part of the script.");
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

    @Test
    void everyScriptOfFlywaysIsReadBeforeAnythingStarts() throws IOException {
        folder.with("V1__a.sql", "SELECT ${who};").with("V__b.sql", "");
        for (String file : List.of("B1__a.sql", "R__a.sql")) {
            Files.write(path.resolve(file), "-- Grüße".getBytes(StandardCharsets.ISO_8859_1));
        }
        Files.createSymbolicLink(path.resolve("V2__b.sql"), path.resolve("nowhere"));
        assertThat(folder.problems())
                .containsExactly(
                        "B1__a.sql:1: found bytes that are not UTF-8; accepted: a script in UTF-8.",
                        "R__a.sql:1: found bytes that are not UTF-8; accepted: a script in UTF-8.",
                        "V1__a.sql:1: found a script that Flyway can't read: No value provided for placeholder: ${who}."
                                + "  Check your configuration!; accepted: SQL whose quotes are closed and whose placeholders"
                                + " have values.",
                        "V2__b.sql:1: found a file that can't be read; accepted: a readable file.",
                        "V__b.sql:1: found a name that Flyway ignores: ‘V__b.sql’; accepted: V1__b.sql. Did you mean"
                                + " ‘V1__b.sql’?");
    }

    @Test
    void aByteOrderMarkHidesNoLayout() {
        folder.with("1_a.sql", "\uFEFF-- +goose Up\nSELECT 1;\n");
        assertThat(folder.open().layout()).isEqualTo("goose");
    }

    @Test
    void versionThatNoTableCouldTakeIsAProblem() {
        folder.with("9223372036854775807_a.up.sql", "").with("9223372036854775808_b.up.sql", "");
        assertThat(folder.problems())
                .containsExactly(
                        "9223372036854775808_b.up.sql:1: found version 9223372036854775808; accepted: a version up to"
                                + " 9223372036854775807, as the tool's table takes it.");
    }
}
