package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationdrill.migration.Results.applied;
import static org.migrationdrill.migration.Results.failed;
import static org.migrationdrill.migration.Results.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.migrationdrill.migration.HistoryFolder.Walked;
import org.migrationdrill.migration.MigrationResult.Failed;

/** What holds for the scripts of every layout, shown with golang-migrate's, whose files are the plainest. */
@Timeout(60)
class ScriptHistoryIT extends HistoryCase {
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
}
