package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.migrationdrill.migration.Results.applied;
import static org.migrationdrill.migration.Results.failed;
import static org.migrationdrill.migration.Results.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.migrationdrill.migration.HistoryFolder.Walked;

@Timeout(60)
class DieselHistoryIT extends HistoryCase {
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
}
