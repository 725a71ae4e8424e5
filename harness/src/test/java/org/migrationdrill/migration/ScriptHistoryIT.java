package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationdrill.migration.HistoryFolder.Walked;
import org.migrationdrill.migration.MigrationResult.Applied;
import org.migrationdrill.migration.MigrationResult.Failed;

@Timeout(60)
class ScriptHistoryIT {
    @TempDir
    Path temp;

    private HistoryFolder folder;

    @BeforeEach
    void nameTheFolder() {
        folder = new HistoryFolder(temp);
    }

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
    void statementThatIsNotPointedAtIsFoundByWhatCameToItsEnd() {
        Walked walked = folder.with(
                        "1_a.up.sql",
                        "CREATE TABLE a (id int PRIMARY KEY); SELECT 1;\nINSERT INTO a VALUES (1);\n\nINSERT INTO a VALUES (1);\nDROP TABLE a;")
                .walked();
        assertThat(failed(walked.forward(0)).failure()).satisfies(failure -> {
            assertThat(failure.sqlState()).isEqualTo("23505");
            assertThat(failure.message()).isEqualTo("duplicate key value violates unique constraint \"a_pkey\"");
            assertThat(failure.statement()).isEqualTo("INSERT INTO a VALUES (1)");
            assertThat(failure.line()).isEqualTo(4);
            assertThat(failure.subject()).isNotNull();
        });
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
    void bodiesInDollarQuotesAndColonsAndQuestionMarksArriveAsTheyStand() {
        Walked walked = folder.with(
                        "1_a.up.sql",
                        "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $f$ BEGIN RETURN ';?'; END $f$;\n"
                                + "CREATE TABLE a AS SELECT f() AS text, '{\"k\": 1}'::jsonb ? 'k' AS has, '{d x}' AS braces;\n")
                .walked();
        applied(walked.forward(0));
        assertThat(walked.query("SELECT * FROM a")).containsExactly(";?|t|{d x}");
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

    @Test
    void searchPathThatIsLeftBehindIsRemarkedAndDoesNotReachTheNextMigration() {
        Walked walked = folder.with("1_a.up.sql", "SELECT set_config('search_path', '', false);")
                .with("2_b.up.sql", "CREATE TABLE b (id int);")
                .walked();
        assertThat(applied(walked.forward(0)).remarks())
                .containsExactly("1_a.up.sql leaves the search path ‘’ in its session, in place of ‘\"$user\", public’;"
                        + " each migration is walked in a session of its own.");
        assertThat(applied(walked.forward(1)).remarks()).isEmpty();
        assertThat(walked.relations()).containsExactly("b");
    }

    @Test
    void sqlxWrapsAFileInATransactionUnlessItsFirstLineSaysNo() {
        Walked walked = folder.with("1_a.up.sql", "CREATE TABLE a (id int);")
                .with("1_a.down.sql", "DROP TABLE a;")
                .with("2_b.up.sql", "CREATE INDEX CONCURRENTLY a_in ON a (id);")
                .with("3_c.up.sql", "-- no-transaction\nCREATE INDEX CONCURRENTLY a_out ON a (id);")
                .with("4_a_b.sql", "CREATE TABLE d (id int);")
                .walked();
        applied(walked.forward(0));
        assertThat(failed(walked.forward(1)).failure().sqlState()).isEqualTo("25001");
        applied(walked.forward(2));
        applied(walked.forward(3));
        assertThat(walked.relations()).containsExactly("a", "a_out", "d");
        assertThat(walked.query("SELECT version, description, success,"
                        + " checksum = sha384('CREATE TABLE a (id int);') FROM _sqlx_migrations ORDER BY version"))
                .containsExactly("1|a|t|t", "3|c|t|f", "4|a b|t|f");
        applied(walked.reverse(0));
        assertThat(walked.query("SELECT version FROM _sqlx_migrations ORDER BY version"))
                .containsExactly("3", "4");
    }

    @Test
    void dieselWrapsAFileInATransactionUnlessItsMetadataSaysNo() {
        Walked walked = folder.with("2024-01-01-000000_a/up.sql", "CREATE TABLE a (id int);")
                .with("2024-01-01-000000_a/down.sql", "DROP TABLE a;")
                .with("2024-01-02-000000_b/up.sql", "CREATE INDEX CONCURRENTLY a_in ON a (id);")
                .with("2024-01-02-000000_b/down.sql", "")
                .with("2024-01-03-000000_c/up.sql", "CREATE INDEX CONCURRENTLY a_out ON a (id);")
                .with("2024-01-03-000000_c/metadata.toml", "# why\nrun_in_transaction = false # here\n")
                .with("2024-01-04-000000_d/up.sql", "SET search_path = ''; SELECT 1;")
                .with("2024-01-04-000000_d/down.sql", "-- This file should undo anything in `up.sql`\n;")
                .walked();
        applied(walked.forward(0));
        assertThat(failed(walked.forward(1)).failure().sqlState()).isEqualTo("25001");
        assertThat(message(walked.reverse(1))).isEqualTo("diesel runs no empty file");
        assertThat(message(walked.reverse(3))).isEqualTo("diesel runs no file without a statement");
        applied(walked.forward(2));
        assertThat(message(walked.forward(3))).isEqualTo("relation \"__diesel_schema_migrations\" does not exist");
        assertThat(walked.relations()).containsExactly("a", "a_out");
        assertThat(walked.query("SELECT version FROM __diesel_schema_migrations ORDER BY 1"))
                .containsExactly("20240101000000", "20240103000000");
        applied(walked.reverse(0));
        assertThat(walked.query("SELECT count(*) FROM __diesel_schema_migrations"))
                .containsExactly("1");
        assertThatThrownBy(() -> walked.reverse(2)).hasMessage("migration 2024-01-03-000000_c has no reverse");
    }

    @Test
    void dieselNotesWhatHasEndedItsTransactionAndFails() {
        Walked walked = folder.with("1_a/up.sql", "BEGIN; CREATE TABLE a (id int); COMMIT;")
                .with("1_a/down.sql", "BEGIN; DROP TABLE a; COMMIT;")
                .walked();
        assertThat(message(walked.forward(0))).startsWith("the script ends the transaction that its tool has opened");
        assertThat(walked.relations()).containsExactly("a");
        assertThat(walked.query("SELECT version FROM __diesel_schema_migrations"))
                .containsExactly("1");
        assertThat(failed(walked.reverse(0)).partlyApplied()).isTrue();
        assertThat(walked.query("SELECT version FROM __diesel_schema_migrations"))
                .isEmpty();
    }

    @Test
    void dbmateRunsASectionInATransactionUnlessItsMarkSaysNo() {
        Walked walked = folder.with(
                        "1_a.sql",
                        "-- a file\n\n-- migrate:up\nCREATE TABLE a (id int);\n\n-- migrate:down\nDROP TABLE a;\n")
                .with(
                        "2_b.sql",
                        "-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY a_id ON a (id);\n"
                                + "-- migrate:down\nDROP INDEX CONCURRENTLY a_id;\n")
                .with(
                        "3_c.sql",
                        "-- migrate:up\nBEGIN; CREATE TABLE c (id int); COMMIT;\n-- migrate:down\nDROP nothing;\n")
                .with("4_d.sql", "SELECT 1;\n-- migrate:up\n-- migrate:down\n")
                .with("5_e.sql", "-- migrate:up\nSELECT 1;\n")
                .walked();
        applied(walked.forward(0));
        applied(walked.forward(1));
        assertThat(failed(walked.reverse(1)).failure().sqlState()).isEqualTo("25001");
        Failed ended = failed(walked.forward(2));
        assertThat(ended.failure().message())
                .isEqualTo("the script ends the transaction that its tool has opened, so the tool notes it as done"
                        + " and then can't commit");
        assertThat(ended.partlyApplied()).isTrue();
        assertThat(failed(walked.reverse(2)).failure())
                .isEqualTo(
                        new SqlFailure("42601", "syntax error at or near \"nothing\"", "DROP nothing", "3_c.sql", 4));
        assertThat(failed(walked.forward(3)).failure().message())
                .isEqualTo("dbmate does not support statements before ‘-- migrate:up’");
        assertThat(failed(walked.forward(4)).failure().message())
                .isEqualTo("dbmate requires each migration to define a down block with ‘-- migrate:down’");
        assertThat(walked.relations()).containsExactly("a", "a_id", "c");
        assertThat(walked.query("SELECT version FROM schema_migrations ORDER BY 1"))
                .containsExactly("1", "2", "3");
        walked.reverse(0);
        assertThat(walked.query("SELECT version FROM schema_migrations ORDER BY 1"))
                .containsExactly("2", "3");
    }

    @Test
    void dbmateNotesInTheSchemaThatIsCurrentAfterTheScript() {
        Walked walked = folder.with(
                        "1_a.sql",
                        "-- migrate:up\nCREATE SCHEMA s; SET LOCAL search_path = s; CREATE TABLE a (id int);\n-- migrate:down\n")
                .with(
                        "2_b.sql",
                        "-- migrate:up\nSELECT set_config('search_path', '', false);\n"
                                + "-- migrate:down\nSET search_path = pg_catalog;\n")
                .walked();
        Failed failed = failed(walked.forward(0));
        assertThat(failed.failure().sqlState()).isEqualTo("42P01");
        assertThat(failed.failure().message()).isEqualTo("relation \"s.schema_migrations\" does not exist");
        assertThat(failed.partlyApplied()).isFalse();
        applied(walked.forward(1));
        assertThat(failed(walked.reverse(1)).failure().sqlState()).isEqualTo("42P01");
        assertThat(walked.query("SELECT version FROM schema_migrations")).containsExactly("2");
    }

    @Test
    void dbmateReadsItsMarksAsItsOwnParserDoes() {
        String down = "-- migrate:down\n";
        String index = "CREATE INDEX CONCURRENTLY ON a (id);\n";
        Walked walked = folder.with("1_a.sql", "-- migrate:up\nCREATE TABLE a (id int);\n" + down)
                .with("2_b.sql", "-- migrate:up transaction:true transaction:false\n" + index + down)
                .with("3_c.sql", "-- migrate:up transaction:false transaction:true\n" + index + down)
                .with("4_d.sql", "-- migrate:up\rSELECT 1;\r-- migrate:down\r")
                .with("5_e.sql", "-- migrate:up\n" + down + down)
                .with("6_f.sql", "-- migrate:up\n-- migrate:up\n" + down)
                .with("7_g.sql", down + "SELECT 1;\n-- migrate:up\n" + down)
                .with("8_h.sql", down + "-- migrate:up\nSELECT 1;\n" + down)
                .with("9_i.sql", "-- migrate:up\n" + down + "-- migrate:up\n" + down)
                .walked();
        applied(walked.forward(0));
        applied(walked.forward(1));
        assertThat(failed(walked.forward(2)).failure().sqlState()).isEqualTo("25001");
        assertThat(message(walked.forward(3))).contains("to define a down block");
        assertThat(message(walked.forward(4))).contains("every ‘-- migrate:down’ to be preceded");
        assertThat(message(walked.forward(5))).contains("to define a down block");
        assertThat(message(walked.forward(6))).contains("statements before ‘-- migrate:up’");
        applied(walked.forward(7));
        assertThat(message(walked.forward(8))).contains("once for each ‘-- migrate:up’");
    }

    @Test
    void scriptThatEndsItsOwnSessionFailsAndTheServerIsStillThere() {
        Walked walked = folder.with("1_a.up.sql", "SELECT pg_terminate_backend(pg_backend_pid());")
                .with("2_b.up.sql", "CREATE TABLE b (id int); SET client_encoding = 'LATIN1';")
                .with("3_c.up.sql", "CREATE TABLE c (id int);")
                .walked();
        assertThat(failed(walked.forward(0)).failure().sqlState()).isEqualTo("57P01");
        assertThat(message(walked.forward(1))).contains("client_encoding");
        applied(walked.forward(2));
        assertThat(walked.relations()).contains("c");
    }

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

    @Test
    void myBatisCommitsAScriptBeforeItNotesIt() {
        Walked walked = folder.with(
                        "1_a.sql",
                        "CREATE TABLE a (id int);\nSELECT set_config('search_path', 'pg_catalog', false);\n"
                                + "-- //@UNDO\nDROP TABLE a;\n")
                .walked();
        Failed failed = failed(walked.forward(0));
        assertThat(failed.failure().sqlState()).isEqualTo("42P01");
        assertThat(failed.partlyApplied()).isTrue();
        assertThat(walked.relations()).contains("a");
    }

    @Test
    void myBatisReplacesVariablesAsItsOwnReaderDoes() {
        folder = new HistoryFolder(temp.resolve("scripts"))
                .with(
                        "1_a.sql",
                        "CREATE TABLE a AS SELECT '$${name}' a;\n"
                                + "CREATE TABLE b AS SELECT '${name}' a, '\\${name}' b, '$${name}' c, '${driver}' d;\n"
                                + "// //@UNDO\nDROP TABLE a;\n")
                .with(
                        "../environments/development.properties",
                        "send_full_script=true\nname=named\ndriver=org.postgresql.Driver\n");
        Walked walked = folder.walked();
        applied(walked.forward(0));
        assertThat(walked.query("SELECT * FROM a")).containsExactly("$${name}");
        assertThat(walked.query("SELECT * FROM b")).containsExactly("named|${name}|$named|${driver}");
        assertThat(failed(walked.reverse(0)).failure().message()).isEqualTo("syntax error at or near \"//\"");
    }

    @Test
    void myBatisTakesAnotherDelimiterFromAComment() {
        folder = new HistoryFolder(temp.resolve("scripts"))
                .with(
                        "1_a.sql",
                        "-- //@DELIMITER !!\nCREATE TABLE a (id int); CREATE TABLE b (id int)!!\n"
                                + "-- @delimiter ;\nCREATE TABLE c (id int);\n-- //@UNDO\nDROP TABLE a!!\n")
                .with("../environments/development.properties", "send_full_script=false\n");
        Walked walked = folder.walked();
        applied(walked.forward(0));
        assertThat(walked.relations()).containsExactly("a", "b", "c");
        assertThat(message(walked.reverse(0))).isEqualTo("Line missing end-of-line terminator (;)");
    }

    @Test
    void myBatisSendsAWholeFileInATransactionAndReplacesItsVariables() {
        Walked walked = folder.with(
                        "1_make it.sql",
                        "-- // make it\nCREATE TABLE ${prefix}_a (id int);\nCREATE TABLE b (id ${unknown});\n"
                                + "-- //@UNDO\nDROP TABLE ${prefix}_a;\n")
                .with(
                        "2_b_c.sql",
                        "CREATE TABLE b (id int);\nCREATE TABLE c (id int);\n-- //@UNDO\nDROP TABLE c;\nDROP TABLE nothing;\n")
                .placeholder("prefix", "our")
                .walked();
        assertThat(walked.history().entries().get(0).remarks())
                .containsExactly("1_make it.sql:3: a variable without a value is sent as it is written.");
        assertThat(failed(walked.forward(0)).failure().line()).isEqualTo(3);
        assertThat(walked.relations()).isEmpty();
        applied(walked.forward(1));
        assertThat(walked.query("SELECT id, description FROM changelog")).containsExactly("2|b c");
        Failed undone = failed(walked.reverse(1));
        assertThat(undone.failure().line()).isEqualTo(5);
        assertThat(undone.partlyApplied()).isFalse();
        assertThat(walked.relations()).containsExactly("b", "c");
    }

    @Test
    void myBatisMakesItsChangelogByAMigrationWhereThereIsOne() {
        Walked walked = folder.with(
                        "1_log.sql",
                        "CREATE TABLE ${changelog} (ID numeric, APPLIED_AT text, DESCRIPTION text);\n"
                                + "-- //@UNDO\nDROP TABLE ${changelog};\n")
                .walked();
        applied(walked.forward(0));
        assertThat(walked.query("SELECT id, description FROM changelog")).containsExactly("1|log");
        applied(walked.reverse(0));
        assertThat(walked.query("SELECT to_regclass('changelog')")).containsExactly("null");
    }

    @Test
    void myBatisGoesByItsEnvironmentWhereThereIsOne() {
        folder = new HistoryFolder(temp.resolve("scripts"))
                .with("bootstrap.sql", "CREATE SCHEMA ${name};")
                .placeholder("name", "before")
                .with("1_a.sql", "CREATE TABLE a (id int)\n/\n// a remark\nSELECT 1/0\n/\n-- //@UNDO\nDROP TABLE a\n")
                .with(
                        "../environments/development.properties",
                        "auto_commit=true\ndelimiter=/\nfull_line_delimiter=true\n");
        Walked walked = folder.walked();
        Failed failed = failed(walked.forward(0));
        assertThat(failed.partlyApplied()).isTrue();
        assertThat(failed.failure().line()).isEqualTo(4);
        assertThat(failed(walked.reverse(0)).failure().message()).isEqualTo("Line missing end-of-line terminator (/)");
        assertThat(walked.query("SELECT to_regnamespace('before')")).containsExactly("before");
        assertThat(walked.relations()).containsExactly("a");
    }

    @Test
    void bootstrapOfMyBatisThatTheServerRefusesIsItsAuthorsMistake() {
        folder = new HistoryFolder(temp.resolve("scripts"))
                .with("bootstrap.sql", "CREATE SCHEMA early;\nCREATE TABLE nowhere.a (id int);\n")
                .with("1_a.sql", "SELECT 1;\n-- //@UNDO\nSELECT 1;\n");
        assertThatThrownBy(folder::walked)
                .isInstanceOf(RefusedScriptException.class)
                .hasMessage(
                        temp.resolve("scripts") + "/bootstrap.sql:2: the server refuses the script: schema \"nowhere\""
                                + " does not exist (3F000). It runs before the first migration, so none was walked.");
    }

    @Test
    void flywayRunsABaselineAloneAndRepeatablesAlone() {
        Walked baseline = new HistoryFolder(temp.resolve("baseline"))
                .with("B3__all.sql", "CREATE TABLE a (id int);")
                .walked();
        applied(baseline.forward(0));
        assertThat(baseline.relations()).contains("a");
        assertThat(baseline.query("SELECT version, type FROM flyway_schema_history"))
                .containsExactly("3|SQL_BASELINE");
        Walked repeatable = new HistoryFolder(temp.resolve("repeatable"))
                .with("R__v.sql", "CREATE VIEW v AS SELECT 1 AS a;")
                .walked();
        applied(repeatable.forward(0));
        assertThat(repeatable.relations()).contains("v");
    }

    @Test
    void autheliaWrapsAFileInATransactionAndNotesBothDirections() {
        Walked walked = folder.with(
                        "V0001.Initial_Schema.up.sql",
                        "CREATE TABLE migrations (id serial, applied timestamptz, version_before int, version_after int,"
                                + " application_version text);")
                .with("V0001.Initial_Schema.down.sql", "DROP TABLE migrations;")
                .with("V0002.More.up.sql", "CREATE TABLE a (id int);")
                .with("V0002.More.down.sql", "DROP TABLE a; DROP TABLE nothing;")
                .with("V0003.Code.up.sql", "")
                .with("V0003.Code.down.sql", "")
                .walked();
        applied(walked.forward(0));
        applied(walked.forward(1));
        assertThat(failed(walked.reverse(1)).partlyApplied()).isFalse();
        assertThat(walked.relations()).containsExactly("a");
        applied(walked.forward(2));
        applied(walked.reverse(2));
        assertThat(walked.query("SELECT version_before, version_after FROM migrations ORDER BY id"))
                .containsExactly("0|1", "1|2", "2|3", "3|2");
        applied(walked.reverse(0));
        assertThat(walked.history().entries().get(2).remarks())
                .containsExactly(
                        "V0003.Code.up.sql holds no SQL; what the program itself does at this version is not walked.");
    }

    @Test
    void groupGoesForwardInItsOrderAndBackInTheOppositeOne() {
        Walked walked = folder.with("101_a.up.sql", "CREATE TABLE a (id int);")
                .with("101_a.down.sql", "DROP TABLE a;")
                .with("102_b.up.sql", "CREATE VIEW b AS SELECT * FROM a;")
                .with("102_b.down.sql", "DROP VIEW b;")
                .with("201_c.up.sql", "CREATE TABLE c (id int);")
                .with("202_d.up.sql", "SELECT 1/0;")
                .groupBy("\\d")
                .walked();
        assertThat(applied(walked.forward(0)).scripts()).containsExactly("101_a.up.sql", "102_b.up.sql");
        assertThat(applied(walked.reverse(0)).scripts()).containsExactly("102_b.down.sql", "101_a.down.sql");
        Failed failed = failed(walked.forward(1));
        assertThat(failed.failure().file()).isEqualTo("202_d.up.sql");
        assertThat(failed.partlyApplied()).isTrue();
        assertThat(walked.query("SELECT version FROM schema_migrations")).containsExactly("201");
    }

    @Test
    void flywayRunsItsScriptsOneByOneRepeatablesLast() {
        Walked walked = folder.with("B1__all.sql", "CREATE TABLE a (id int);")
                .with("V1__first.sql", "CREATE TABLE other (id int);")
                .with("V2__label.sql", "ALTER TABLE a ADD ${column} text;")
                .with("U2__label.sql", "DROP VIEW IF EXISTS v; ALTER TABLE a DROP ${column};")
                .with("V3__index.sql", "CREATE INDEX CONCURRENTLY a_id ON a (id);")
                .with("V3__index.sql.conf", "executeInTransaction=false")
                .with("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT label FROM a;")
                .placeholder("column", "label")
                .walked();
        assertThat(applied(walked.forward(0)).scripts()).containsExactly("B1__all.sql");
        assertThat(applied(walked.forward(1)).scripts()).containsExactly("V2__label.sql");
        applied(walked.forward(2));
        assertThat(applied(walked.forward(3)).scripts()).containsExactly("R__v.sql");
        assertThat(walked.relations()).contains("a", "a_id", "v").doesNotContain("other", "flyway_schema_history");
        applied(walked.reverse(1));
        applied(walked.forward(1));
        applied(walked.forward(3));
        assertThat(walked.query("SELECT script FROM flyway_schema_history ORDER BY script"))
                .containsExactly("B1__all.sql", "R__v.sql", "V2__label.sql", "V3__index.sql");
        assertThatThrownBy(() -> walked.reverse(3)).hasMessage("migration R__v.sql has no reverse");
    }

    private static Applied applied(MigrationResult result) {
        assertThat(result).isInstanceOf(Applied.class);
        return (Applied) result;
    }

    private static String message(MigrationResult result) {
        return failed(result).failure().message();
    }

    private static Failed failed(MigrationResult result) {
        assertThat(result).isInstanceOf(Failed.class);
        return (Failed) result;
    }
}
