package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.migrationdrill.migration.HistoryEntry.Reverse;

/** What a walk says of a directory besides: what it does not run, and what the tool reads in another way than one may think. */
class HistoryRemarksTest extends HistoryCase {
    @Test
    void commandsOfPsqlAreRemarked() {
        folder.with("1_a.up.sql", "-- dump\n\\restrict abc\n\n\\connect other\nSELECT E'\\\\n';\nSELECT '\n\\no';\n");
        assertThat(folder.open().entries().get(0).remarks())
                .containsExactly(
                        "1_a.up.sql:2: ‘\\restrict’ is a command of psql; golang-migrate sends it to the server as it stands.",
                        "1_a.up.sql:4: ‘\\connect’ is a command of psql; golang-migrate sends it to the server as it stands.");
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
}
