package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that their tool would refuse, or run in the place of others: all are named before anything starts. */
class RefusedMigrationsTest extends HistoryCase {
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
    void versionThatNoTableCouldTakeIsAProblem() {
        folder.with("9223372036854775807_a.up.sql", "").with("9223372036854775808_b.up.sql", "");
        assertThat(folder.problems())
                .containsExactly(
                        "9223372036854775808_b.up.sql:1: found version 9223372036854775808; accepted: a version up to"
                                + " 9223372036854775807, as the tool's table takes it.");
    }

    @Test
    void versionOfAutheliaHasFourDigits() {
        folder.with("V0001.A.up.sql", "SELECT 1;").with("V12.B.up.sql", "SELECT 1;");
        assertThat(folder.problems())
                .containsExactly(
                        "V12.B.up.sql:1: found the name ‘V12.B.up.sql’; accepted: four digits, as in V0001.Name.up.sql.");
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
}
