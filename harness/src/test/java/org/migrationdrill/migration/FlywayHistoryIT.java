package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.migrationdrill.migration.Results.applied;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.migrationdrill.migration.HistoryFolder.Walked;

@Timeout(60)
class FlywayHistoryIT extends HistoryCase {
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
}
