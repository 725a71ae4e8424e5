package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.migrationdrill.migration.Results.applied;
import static org.migrationdrill.migration.Results.failed;
import static org.migrationdrill.migration.Results.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.migrationdrill.migration.HistoryFolder.Walked;
import org.migrationdrill.migration.MigrationResult.Failed;

@Timeout(60)
class MyBatisHistoryIT extends HistoryCase {
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
}
