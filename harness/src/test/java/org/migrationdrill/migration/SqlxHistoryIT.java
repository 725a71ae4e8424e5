package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationdrill.migration.Results.applied;
import static org.migrationdrill.migration.Results.failed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.migrationdrill.migration.HistoryFolder.Walked;

@Timeout(60)
class SqlxHistoryIT extends HistoryCase {
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
}
