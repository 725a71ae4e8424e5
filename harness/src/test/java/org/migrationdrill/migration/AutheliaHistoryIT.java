package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationdrill.migration.Results.applied;
import static org.migrationdrill.migration.Results.failed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.migrationdrill.migration.HistoryFolder.Walked;

@Timeout(60)
class AutheliaHistoryIT extends HistoryCase {
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
}
