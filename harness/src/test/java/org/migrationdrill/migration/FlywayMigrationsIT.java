package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.migration.MigrationResult.Applied;
import org.migrationdrill.migration.MigrationResult.Failed;

@Timeout(60)
class FlywayMigrationsIT {
    private static final String HISTORY =
            "SELECT version FROM flyway_schema_history WHERE version IS NOT NULL ORDER BY installed_rank";

    @TempDir
    Path temp;

    private final DatabaseCopy database = TestServer.fresh("migration");
    private final List<StatementRun> runs = new ArrayList<>();
    private MigrationFolder folder;

    @BeforeEach
    void writeMigrations() {
        folder = new MigrationFolder(temp)
                .with(
                        "V1__create_events.sql",
                        "CREATE TABLE events (id int, label text);\nINSERT INTO events VALUES (1), (2);")
                .with(
                        "V2__add_tenant.sql",
                        "-- a tenant\nALTER TABLE events\n  ADD tenant int;\n\nUPDATE events SET tenant = 7;\n")
                .with("U2__add_tenant.sql", "\nALTER TABLE events DROP tenant;\n");
    }

    @AfterEach
    void noSessionAndNoThrowAwayHistoryIsLeft() throws SQLException {
        await("the migration's sessions end")
                .untilAsserted(() -> assertThat(query("SELECT application_name FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND application_name LIKE 'migration-drill%'"))
                        .isEmpty());
        assertThat(query("SELECT relname FROM pg_class WHERE relname LIKE 'migration_drill%'"))
                .isEmpty();
    }

    @Test
    void migrationGoesForwardAndBackAndForwardAgain() throws SQLException {
        MigrationTool tool = baselined("1");
        assertThat(query(HISTORY)).containsExactly("1");
        assertThat(forward(tool, "2")).isInstanceOfSatisfying(Applied.class, applied -> {
            assertThat(applied.scripts()).containsExactly("V2__add_tenant.sql");
            assertThat(applied.repaired()).isFalse();
            assertThat(applied.duration()).isPositive();
        });
        assertThat(query(HISTORY)).containsExactly("1", "2");
        assertThat(reverse(tool, "2")).isInstanceOfSatisfying(Applied.class, applied -> assertThat(applied.scripts())
                .containsExactly("U2__add_tenant.sql"));
        assertThat(query(HISTORY)).containsExactly("1");
        assertThat(columns()).containsExactly("id", "label");
        assertThat(forward(tool, "2")).isInstanceOf(Applied.class);
        assertThat(columns()).containsExactly("id", "label", "tenant");
    }

    @Test
    void everyStatementIsToldWithItsLineAndRowsInBothDirections() {
        MigrationTool tool = baselined("1");
        forward(tool, "2");
        reverse(tool, "2");
        assertThat(runs)
                .extracting(StatementRun::file)
                .containsExactly("V2__add_tenant.sql", "V2__add_tenant.sql", "U2__add_tenant.sql");
        assertThat(runs).extracting(StatementRun::line).containsExactly(2, 5, 2);
        assertThat(runs).extracting(StatementRun::rows).containsExactly(0L, 2L, 0L);
        assertThat(runs)
                .extracting(StatementRun::sql)
                .containsExactly(
                        "ALTER TABLE events\n  ADD tenant int",
                        "UPDATE events SET tenant = 7",
                        "ALTER TABLE events DROP tenant");
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.duration()).isPositive();
            assertThat(run.failure()).isEmpty();
        });
    }

    @Test
    void baselineAppliesHistoryUpToItsVersionOnly() throws SQLException {
        folder.with("V3__later.sql", "SELECT 1;")
                .with("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM events;");
        MigrationTool tool = folder.open();
        assertThat(tool.baseline(database, Optional.empty(), true))
                .isEqualTo(new Applied(Duration.ZERO, List.of(), false));
        assertThat(query("SELECT relname FROM pg_class WHERE relname LIKE 'flyway%'"))
                .isEmpty();
        assertThat(tool.baseline(database, Optional.of("2"), true))
                .isInstanceOfSatisfying(Applied.class, applied -> assertThat(applied.scripts())
                        .containsExactly("V1__create_events.sql", "V2__add_tenant.sql", "R__view.sql"));
        assertThat(query(HISTORY)).containsExactly("1", "2");
    }

    @Test
    void baselineLeavesRepeatablesOutWhenAskedTo() throws SQLException {
        folder.with("R__view.sql", "CREATE VIEW v AS SELECT id FROM events;");
        assertThat(folder.open().baseline(database, Optional.of("1"), false)).isInstanceOf(Applied.class);
        assertThat(query("SELECT relname FROM pg_class WHERE relname = 'v'")).isEmpty();
    }

    @Test
    void concurrentIndexIsBuiltAndDropped() throws SQLException {
        folder.with("V3__index.sql", "CREATE INDEX CONCURRENTLY events_tenant_idx ON events (label);")
                .with("U3__index.sql", "DROP INDEX CONCURRENTLY events_tenant_idx;");
        MigrationTool tool = baselined("1");
        assertThat(forward(tool, "3")).isInstanceOf(Applied.class);
        assertThat(query("SELECT indexrelid::regclass::text FROM pg_index WHERE indisvalid"
                        + " AND indrelid = 'events'::regclass"))
                .containsExactly("events_tenant_idx");
        assertThat(reverse(tool, "3")).isInstanceOf(Applied.class);
        assertThat(query("SELECT relname FROM pg_class WHERE relname = 'events_tenant_idx'"))
                .isEmpty();
        assertThat(query(HISTORY)).containsExactly("1");
    }

    @Test
    void scriptThatMixesTransactionalAndOtherStatementsIsRefusedWithAReason() throws SQLException {
        folder.with("V3__mixed.sql", "UPDATE events SET label = 'x';\nCREATE INDEX CONCURRENTLY i ON events (label);");
        assertThat(forward(baselined("1"), "3")).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().sqlState()).isEmpty();
            assertThat(failed.failure().file()).isEqualTo("V3__mixed.sql");
            assertThat(failed.failure().message()).contains("mixed");
            assertThat(failed.partlyApplied()).isFalse();
        });
        assertThat(query("SELECT DISTINCT label FROM events")).containsExactly((String) null);
    }

    @Test
    void failingForwardSaysWhereAndLeavesNothing() throws SQLException {
        folder.with(
                "V3__fails.sql",
                "ALTER TABLE events ADD kind text;\n\n\nINSERT INTO events (nothing)\nVALUES ('secret');");
        MigrationTool tool = baselined("1");
        assertThat(forward(tool, "3")).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure())
                    .isEqualTo(new SqlFailure(
                            "42703",
                            "column \"nothing\" of relation \"events\" does not exist",
                            "INSERT INTO events (nothing)\nVALUES ('secret')",
                            "V3__fails.sql",
                            4));
            assertThat(failed.partlyApplied()).isFalse();
            assertThat(failed.lockTimeout()).isFalse();
        });
        assertThat(runs).extracting(run -> run.failure().isPresent()).containsExactly(false, true);
        assertThat(columns()).containsExactly("id", "label");
        assertThat(query(HISTORY)).containsExactly("1");
    }

    @Test
    void failingReverseSaysWhereAndLeavesNothing() throws SQLException {
        folder.with("U2__add_tenant.sql", "ALTER TABLE events DROP tenant;\nALTER TABLE nowhere DROP tenant;");
        MigrationTool tool = baselined("2");
        assertThat(reverse(tool, "2")).isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.failure())
                .isEqualTo(new SqlFailure(
                        "42P01",
                        "relation \"nowhere\" does not exist",
                        "ALTER TABLE nowhere DROP tenant",
                        "U2__add_tenant.sql",
                        2)));
        assertThat(columns()).containsExactly("id", "label", "tenant");
        assertThat(query(HISTORY)).containsExactly("1", "2");
    }

    @Test
    void messageOfAFailureShowsNoValues() throws SQLException {
        folder.with(
                "V3__unique.sql", "INSERT INTO events VALUES (4711), (4711);\nCREATE UNIQUE INDEX u ON events (id);");
        assertThat(forward(baselined("1"), "3")).isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.failure().message())
                .isEqualTo("could not create unique index \"u\""));
    }

    @Test
    void failureOfTheCommitHasNoStatement() throws SQLException {
        folder.with(
                "V3__deferred.sql",
                "CREATE TABLE d (id int CONSTRAINT d_u UNIQUE DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO d VALUES (1), (1);");
        assertThat(forward(baselined("1"), "3")).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().sqlState()).isEqualTo("23505");
            assertThat(failed.failure().statement()).isEmpty();
            assertThat(failed.failure().file()).isEqualTo("V3__deferred.sql");
            assertThat(failed.partlyApplied()).isFalse();
        });
    }

    @Test
    void lockTimeoutIsAResultAndTheNextAttemptSucceeds() throws SQLException {
        MigrationTool tool = baselined("1");
        SessionSettings impatient = new SessionSettings(Optional.of(Duration.ofMillis(50)));
        try (Connection other = database.connect("reader")) {
            other.setAutoCommit(false);
            execute(other, "SELECT * FROM events");
            assertThat(tool.forward(database, "2", impatient, runs::add))
                    .isInstanceOfSatisfying(Failed.class, failed -> {
                        assertThat(failed.lockTimeout()).isTrue();
                        assertThat(failed.failure().sqlState()).isEqualTo("55P03");
                        assertThat(failed.failure().line()).isEqualTo(2);
                    });
            assertThat(columns()).containsExactly("id", "label");
        }
        assertThat(tool.forward(database, "2", impatient, runs::add)).isInstanceOf(Applied.class);
        try (Connection other = database.connect("reader")) {
            other.setAutoCommit(false);
            execute(other, "SELECT * FROM events");
            assertThat(tool.reverse(database, "2", impatient, runs::add))
                    .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.lockTimeout())
                            .isTrue());
        }
        assertThat(tool.reverse(database, "2", impatient, runs::add)).isInstanceOf(Applied.class);
    }

    @Test
    void failedAttemptOutsideOfATransactionIsRepairedBeforeTheNextOne() throws SQLException {
        folder.with("V3__index.sql", "CREATE UNIQUE INDEX CONCURRENTLY u ON events (label);");
        MigrationTool tool = baselined("1");
        change("UPDATE events SET label = 'same'");
        assertThat(forward(tool, "3")).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.partlyApplied()).isTrue();
            assertThat(failed.repaired()).isFalse();
        });
        change("DROP INDEX u");
        change("UPDATE events SET label = id");
        assertThat(forward(tool, "3")).isInstanceOfSatisfying(Applied.class, applied -> assertThat(applied.repaired())
                .isTrue());
        assertThat(query(HISTORY)).containsExactly("1", "3");
    }

    @Test
    void forwardThatStoppedHalfwayCanBeReversed() throws SQLException {
        folder.with("V3__index.sql", "CREATE UNIQUE INDEX CONCURRENTLY u ON events (label);")
                .with("U3__index.sql", "DROP INDEX CONCURRENTLY IF EXISTS u;");
        MigrationTool tool = baselined("1");
        change("UPDATE events SET label = 'same'");
        assertThat(forward(tool, "3")).isInstanceOf(Failed.class);
        assertThat(reverse(tool, "3")).isInstanceOf(Applied.class);
        assertThat(query(HISTORY)).containsExactly("1");
        assertThat(query("SELECT relname FROM pg_class WHERE relname = 'u'")).isEmpty();
    }

    @Test
    void placeholdersHaveTheirValuesInBothDirections() throws SQLException {
        folder.placeholder("column", "region")
                .with(
                        "V3__p.sql",
                        "SELECT 1;\n\nALTER TABLE ${flyway:defaultSchema}.events ADD ${column} text DEFAULT '${flyway:table}';\nSELECT 2;")
                .with(
                        "U3__p.sql",
                        "CREATE TABLE note AS SELECT '${flyway:table}' AS t;\nALTER TABLE events DROP ${column};");
        MigrationTool tool = baselined("1");
        assertThat(forward(tool, "3")).isInstanceOf(Applied.class);
        assertThat(columns()).contains("region");
        assertThat(reverse(tool, "3")).isInstanceOf(Applied.class);
        assertThat(columns()).doesNotContain("region");
        assertThat(query("SELECT t FROM note")).containsExactly("flyway_schema_history");
        assertThat(runs).extracting(StatementRun::line).containsExactly(1, 3, 4, 1, 2);
        assertThat(runs).extracting(StatementRun::rows).containsExactly(null, 0L, null, 1L, 0L);
    }

    @Test
    void managedSchemasAreMadeAndHoldTheHistory() throws SQLException {
        MigrationTool tool = folder.schema("app").schema("extra").open();
        assertThat(tool.baseline(database, Optional.of("1"), false)).isInstanceOf(Applied.class);
        assertThat(query("SELECT relnamespace::regnamespace::text FROM pg_class"
                        + " WHERE relname IN ('events', 'flyway_schema_history')"))
                .containsExactly("app", "app");
        assertThat(forward(tool, "2")).isInstanceOf(Applied.class);
        assertThat(reverse(tool, "2")).isInstanceOf(Applied.class);
        assertThat(query("SELECT version FROM app.flyway_schema_history WHERE version IS NOT NULL"))
                .containsExactly("1");
        assertThat(tool.ownTables()).contains("app.flyway_schema_history");
    }

    @Test
    void repeatablesRunAtTheEndAndAgainOnlyWhenTheyChanged() {
        folder.with("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM events;")
                .with("V3__x.sql", "SELECT 1;")
                .with("V4__x.sql", "SELECT 1;");
        MigrationTool tool = baselined("1");
        assertThat(scripts(forward(tool, "2"))).containsExactly("V2__add_tenant.sql", "R__view.sql");
        assertThat(scripts(forward(tool, "3"))).containsExactly("V3__x.sql");
        folder.with("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT id, label FROM events;");
        assertThat(scripts(forward(folder.open(), "4"))).containsExactly("V4__x.sql", "R__view.sql");
    }

    @Test
    void failedRepeatableLeavesItsVersionAppliedAndIsTriedAgain() throws SQLException {
        folder.with("R__view.sql", "CREATE VIEW v AS SELECT later FROM events;");
        MigrationTool tool = baselined("1");
        assertThat(forward(tool, "2")).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().file()).isEqualTo("R__view.sql");
            assertThat(failed.partlyApplied()).isTrue();
        });
        change("ALTER TABLE events ADD later int");
        assertThat(scripts(forward(tool, "2"))).containsExactly("R__view.sql");
    }

    @Test
    void javaMigrationRunsForwardAndItsScriptBack() throws SQLException {
        folder.location("classpath:org/migrationdrill/migration/sample")
                .with("U3__fill_labels.sql", "UPDATE events SET label = NULL;");
        MigrationTool tool = baselined("1");
        assertThat(scripts(forward(tool, "3"))).containsExactly("org.migrationdrill.migration.sample.V3__Fill_labels");
        assertThat(query("SELECT DISTINCT label FROM events")).containsExactly("filled");
        assertThat(reverse(tool, "3")).isInstanceOf(Applied.class);
        assertThat(query("SELECT DISTINCT label FROM events")).containsExactly((String) null);
        assertThat(forward(tool, "3")).isInstanceOf(Applied.class);
    }

    @Test
    void failingJavaMigrationIsAResult() throws SQLException {
        folder.location("classpath:org/migrationdrill/migration/sample");
        MigrationTool tool = baselined("1");
        change("ALTER TABLE events DROP label");
        assertThat(forward(tool, "3")).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().sqlState()).isEqualTo("42703");
            assertThat(failed.failure().file()).isEqualTo("org.migrationdrill.migration.sample.V3__Fill_labels");
        });
    }

    @Test
    void settingsBesideAReverseScriptCount() throws SQLException {
        folder.with("V3__index.sql", "CREATE INDEX i ON events (id);")
                .with("U3__index.sql", "REINDEX INDEX CONCURRENTLY i;\nDROP INDEX i;")
                .with("U3__index.sql.conf", "executeInTransaction=false");
        MigrationTool tool = baselined("1");
        forward(tool, "3");
        assertThat(reverse(tool, "3")).isInstanceOf(Applied.class);
        assertThat(query("SELECT relname FROM pg_class WHERE relname = 'i'")).isEmpty();
    }

    @Test
    void reverseOutsideOfATransactionThatFailsIsPartlyApplied() throws SQLException {
        folder.with("U2__add_tenant.sql", "ALTER TABLE events DROP tenant;\nDROP TABLE nowhere;")
                .with("U2__add_tenant.sql.conf", "executeInTransaction=false");
        MigrationTool tool = baselined("2");
        assertThat(reverse(tool, "2")).isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.partlyApplied())
                .isTrue());
        assertThat(columns()).doesNotContain("tenant");
        assertThat(query(HISTORY)).containsExactly("1", "2");
    }

    @Test
    void middleVersionIsReversedAndAppliedAgainUnderALaterOne() throws SQLException {
        folder.with("V3__x.sql", "ALTER TABLE events ADD x int;").with("V4__y.sql", "ALTER TABLE events ADD y int;");
        MigrationTool tool = baselined("1");
        forward(tool, "2");
        forward(tool, "4");
        assertThat(reverse(tool, "2")).isInstanceOf(Applied.class);
        assertThat(query(HISTORY)).containsExactly("1", "4");
        assertThat(scripts(forward(tool, "2"))).containsExactly("V2__add_tenant.sql");
        assertThat(query(HISTORY)).containsExactly("1", "4", "2");
        assertThat(columns()).containsExactly("id", "label", "y", "tenant");
    }

    @Test
    void blankReverseOnlyMakesTheVersionPendingAgain() throws SQLException {
        folder.with("U2__add_tenant.sql", "-- the column may stay\n");
        MigrationTool tool = baselined("2");
        assertThat(reverse(tool, "2")).isInstanceOf(Applied.class);
        assertThat(query(HISTORY)).containsExactly("1");
    }

    @Test
    void listenerThatFailsEndsTheMigrationWithItsOwnException() throws SQLException {
        MigrationTool tool = baselined("1");
        IllegalStateException broken = new IllegalStateException("the recording is full");
        StatementListener listener = run -> {
            throw broken;
        };
        assertThatThrownBy(() -> tool.forward(database, "2", SessionSettings.none(), listener))
                .isSameAs(broken);
        assertThat(columns()).containsExactly("id", "label");
    }

    @Test
    void versionsThatCannotRunNowAreBrokenInvariants() {
        MigrationTool tool = baselined("1");
        assertThatThrownBy(() -> forward(tool, "1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 1 is applied already");
        assertThatThrownBy(() -> forward(tool, "9")).hasMessage("no migration has version 9");
        assertThatThrownBy(() -> reverse(tool, "1")).hasMessage("version 1 has no reverse script");
        assertThatThrownBy(() -> reverse(tool, "2")).hasMessageContaining("it is not applied");
    }

    private MigrationTool baselined(String version) {
        MigrationTool tool = folder.open();
        assertThat(tool.baseline(database, Optional.of(version), false)).isInstanceOf(Applied.class);
        return tool;
    }

    private MigrationResult forward(MigrationTool tool, String version) {
        return tool.forward(database, version, SessionSettings.none(), runs::add);
    }

    private MigrationResult reverse(MigrationTool tool, String version) {
        return tool.reverse(database, version, SessionSettings.none(), runs::add);
    }

    private static List<String> scripts(MigrationResult result) {
        assertThat(result).isInstanceOf(Applied.class);
        return ((Applied) result).scripts();
    }

    private List<String> columns() throws SQLException {
        return query("SELECT attname FROM pg_attribute WHERE attrelid = 'events'::regclass AND attnum > 0"
                + " AND NOT attisdropped ORDER BY attnum");
    }

    private List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.connect("test")) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
