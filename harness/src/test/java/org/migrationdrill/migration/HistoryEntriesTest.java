package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationdrill.migration.HistoryEntry.Reverse;

/** The migrations of a directory: which, in what order, how grouped, and with what way back. */
class HistoryEntriesTest extends HistoryCase {
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
}
