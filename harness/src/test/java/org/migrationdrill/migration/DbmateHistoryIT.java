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
class DbmateHistoryIT extends HistoryCase {
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
}
