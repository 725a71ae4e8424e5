package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationdrill.migration.Results.applied;
import static org.migrationdrill.migration.Results.failed;
import static org.migrationdrill.migration.Results.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.migrationdrill.migration.HistoryFolder.Walked;
import org.migrationdrill.migration.MigrationResult.Failed;

@Timeout(60)
class GooseHistoryIT extends HistoryCase {
    @Test
    void gooseSendsStatementByStatement() {
        Walked walked = folder.with(
                        "1_a.sql",
                        "-- +goose Up\nCREATE TABLE a (id int); -- first\n\n-- +goose StatementBegin\n"
                                + "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1;\nEND $$;\n"
                                + "-- +goose StatementEnd\n-- +goose Down\nDROP FUNCTION f;\nDROP TABLE a;\n")
                .with(
                        "2_b.sql",
                        "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY a_1 ON a (id);\n"
                                + "CREATE INDEX CONCURRENTLY a_2 ON a (id);\nSELECT 1/0;\n-- +goose Down\n")
                .with("3_c.sql", "-- +goose Up\nCREATE TABLE c (id int);\nSELECT\n  1/0;\n")
                .with("4_d.sql", "-- +goose Up\nSELECT 1\n-- +goose Down\nSELECT 1;\n")
                .with("5_e.go", "package migrations")
                .with("6_f.sql", "-- +goose Up\n-- +goose ENVSUB ON\nCREATE TABLE ${NAME:-x} (id int);\n")
                .placeholder("NAME", "named")
                .walked();
        applied(walked.forward(0));
        Failed outside = failed(walked.forward(1));
        assertThat(outside.partlyApplied()).isTrue();
        assertThat(outside.failure().line()).isEqualTo(5);
        Failed inside = failed(walked.forward(2));
        assertThat(inside.partlyApplied()).isFalse();
        assertThat(inside.failure().line()).isEqualTo(3);
        assertThat(failed(walked.forward(3)).failure().message())
                .isEqualTo("goose can't read the file: a statement without a semicolon on line 3");
        assertThat(walked.history().entries().get(4).remarks())
                .containsExactly("5_e.go, which comes before, is a program and was not run.");
        applied(walked.forward(4));
        assertThat(walked.relations()).containsExactly("a", "a_1", "a_2", "named");
        applied(walked.reverse(0));
        assertThat(walked.query("SELECT version_id, is_applied FROM goose_db_version ORDER BY 1"))
                .containsExactly("0|t", "6|t");
    }

    @Test
    void gooseRefusesAnUnfinishedStatementInItsOwnDirectionAlone() {
        Walked walked = folder.with("1_a.sql", "-- +goose Up\nCREATE TABLE a (id int);\n-- +goose Down\nDROP TABLE a\n")
                .with("2_b.sql", "-- +goose Up\nCREATE TABLE b (id int)\n-- +goose Down\nSELECT 1;\n")
                .with("3_c.sql", "-- +goose Up\nSELECT 1;\n-- +goose Down\n-- +goose Nothing\n")
                .walked();
        applied(walked.forward(0));
        assertThat(message(walked.reverse(0)))
                .isEqualTo("goose can't read the file: a statement without a semicolon on line 5");
        assertThat(message(walked.forward(1))).contains("a statement without a semicolon");
        applied(walked.reverse(1));
        assertThat(message(walked.forward(2)))
                .isEqualTo("goose can't read the file: the annotation ‘NOTHING’ on line 4");
    }

    @Test
    void beginIsWithoutEffectInAFileThatGooseRunsWithoutATransaction() {
        String on = "-- +goose NO TRANSACTION\n-- +goose Up\n";
        Walked walked = folder.with("1_a.sql", on + "BEGIN;\nCREATE TABLE a (id int);\n")
                .with("2_b.sql", on + "BEGIN;\nCREATE TABLE b (id int);\nSELECT 1/0;\nCOMMIT;\n")
                .walked();
        applied(walked.forward(0));
        assertThat(failed(walked.forward(1)).partlyApplied()).isTrue();
        assertThat(walked.relations()).containsExactly("a", "b");
    }

    @Test
    void gooseLosesTheLineAfterAnEmptyBlock() {
        Walked walked = folder.with(
                        "1_a.sql",
                        "-- +goose Up\n-- +goose StatementBegin\n-- +goose StatementEnd\n\n-- lost:\n"
                                + "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\n-- +goose Down\nDROP TABLE b;\n")
                .walked();
        applied(walked.forward(0));
        assertThat(walked.relations()).containsExactly("b");
        applied(walked.reverse(0));
        assertThat(walked.relations()).isEmpty();
    }

    @Test
    void gooseSubstitutesVariables() {
        String on = "-- +goose Up\n-- +goose ENVSUB ON\n";
        Walked walked = folder.with(
                        "1_a.sql",
                        on + "CREATE TABLE ${NAME}2 AS SELECT '$NAME' a, '${NO:-d}' b, '${NO-$NAME}' c, '${NO}$NO' d,"
                                + " '${EMPTY:-e}' e, '${EMPTY-f}' f, '$$NAME' g, '$(x)' h ${SEMI}\n"
                                + "-- +goose ENVSUB OFF\nCREATE TABLE b AS SELECT '$NAME' a;\n")
                .with("2_b.sql", on + "SELECT '${NO?not set}';\n")
                .with("3_c.sql", on + "SELECT '5 $';\n")
                .with("4_d.sql", on + "DO $$ BEGIN PERFORM 1; END $$;\n")
                .placeholder("NAME", "named")
                .placeholder("EMPTY", "")
                .placeholder("SEMI", ";")
                .walked();
        applied(walked.forward(0));
        assertThat(walked.query("SELECT * FROM named2")).containsExactly("named|d|named||e||$NAME|$(x)");
        assertThat(walked.query("SELECT * FROM b")).containsExactly("$NAME");
        assertThat(message(walked.forward(1))).contains("a variable that can't be put in its place on line 3");
        assertThat(message(walked.forward(2))).contains("a variable that can't be put in its place on line 3");
        assertThat(failed(walked.forward(3)).failure().sqlState()).isEqualTo("42601");
    }
}
