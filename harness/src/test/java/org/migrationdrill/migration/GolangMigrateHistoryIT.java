package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationdrill.migration.Results.applied;
import static org.migrationdrill.migration.Results.failed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.migrationdrill.migration.HistoryFolder.Walked;
import org.migrationdrill.migration.MigrationResult.Failed;

@Timeout(60)
class GolangMigrateHistoryIT extends HistoryCase {
    @Test
    void golangMigrateKeepsTheNewestVersionAlone() {
        Walked walked = folder.with("1_a.up.sql", "CREATE TABLE a (id int);")
                .with("1_a.down.sql", "DROP TABLE a;")
                .with("02_b.up.sql", "CREATE TABLE b (id int); CREATE TABLE c (id int);")
                .with("2_other.down.sql", "DROP TABLE b, c;")
                .walked();
        String noted = "SELECT version, dirty FROM schema_migrations";
        applied(walked.forward(0));
        assertThat(walked.query(noted)).containsExactly("1|f");
        assertThat(applied(walked.forward(1)).scripts()).containsExactly("02_b.up.sql");
        assertThat(walked.query(noted)).containsExactly("2|f");
        assertThat(walked.relations()).containsExactly("a", "b", "c");
        assertThat(applied(walked.reverse(1)).scripts()).containsExactly("2_other.down.sql");
        assertThat(walked.query(noted)).containsExactly("1|f");
        applied(walked.reverse(0));
        assertThat(walked.query(noted)).isEmpty();
        assertThat(walked.relations()).isEmpty();
    }

    @Test
    void fileOfGolangMigrateIsOneImplicitTransaction() {
        Walked walked = folder.with(
                        "1_a.up.sql", "-- ä 🦉\nCREATE TABLE a (id int);\n\nCREATE TABLE b (\n  id nothing\n);\n")
                .walked();
        Failed failed = failed(walked.forward(0));
        assertThat(failed.failure())
                .isEqualTo(new SqlFailure(
                        "42704",
                        "type \"nothing\" does not exist",
                        "CREATE TABLE b (\n  id nothing\n)",
                        "1_a.up.sql",
                        5));
        assertThat(failed.partlyApplied()).isFalse();
        assertThat(walked.relations()).isEmpty();
        assertThat(walked.query("SELECT 1 FROM schema_migrations")).isEmpty();
    }

    @Test
    void whatAFileHasCommittedItselfStays() {
        Walked walked = folder.with(
                        "1_a.up.sql",
                        "BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\nBEGIN;\nCREATE TABLE b (id int);\nSELECT 1/0;\nCOMMIT;\n")
                .walked();
        Failed failed = failed(walked.forward(0));
        assertThat(failed.failure().line()).isEqualTo(6);
        assertThat(failed.partlyApplied()).isTrue();
        assertThat(walked.relations()).containsExactly("a");
    }

    @Test
    void concurrentIndexGoesAloneInAFileAndLeavesSomethingWhenItFails() {
        Walked walked = folder.with("1_a.up.sql", "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1);")
                .with("2_b.up.sql", "-- alone\nCREATE INDEX CONCURRENTLY a_id ON a (id);")
                .with("3_c.up.sql", "CREATE UNIQUE INDEX CONCURRENTLY a_unique ON a (id);")
                .with("4_d.up.sql", "CREATE INDEX CONCURRENTLY a_other ON a (id); SELECT 1;")
                .walked();
        applied(walked.forward(0));
        applied(walked.forward(1));
        assertThat(failed(walked.forward(2)).partlyApplied()).isTrue();
        Failed inBlock = failed(walked.forward(3));
        assertThat(inBlock.failure().sqlState()).isEqualTo("25001");
        assertThat(inBlock.partlyApplied()).isFalse();
        assertThat(walked.relations()).containsExactly("a", "a_id", "a_unique");
    }

    @Test
    void singleStatementThatFailsLeavesNothing() {
        Walked walked =
                folder.with("1_a.up.sql", "CREATE TABLE a AS SELECT 1/0 AS id;").walked();
        assertThat(failed(walked.forward(0)).partlyApplied()).isFalse();
    }

    @Test
    void transactionThatAFileLeavesOpenIsLost() {
        Walked walked =
                folder.with("1_a.up.sql", "BEGIN; CREATE TABLE a (id int);").walked();
        assertThat(failed(walked.forward(0)).failure())
                .isEqualTo(new SqlFailure(
                        "",
                        "the script leaves a transaction open, so what it did after its BEGIN is lost",
                        "",
                        "1_a.up.sql",
                        null));
        assertThat(walked.relations()).isEmpty();
    }
}
