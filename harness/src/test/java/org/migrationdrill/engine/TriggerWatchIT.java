package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;

class TriggerWatchIT {
    private static final List<String> TABLES = List.of("log", "other schema.Country", "seeded", "untouched");

    private final DatabaseCopy database = TestServer.fresh("trigger_watch");
    private Connection eyes;

    @BeforeEach
    void aTableWhoseInsertsAreLogged() throws SQLException {
        eyes = database.connect("test");
        run("""
                CREATE SCHEMA "other schema";
                CREATE TABLE "other schema"."Country" (code text PRIMARY KEY);
                CREATE TABLE log (line text) PARTITION BY LIST (line);
                CREATE TABLE log_all PARTITION OF log DEFAULT;
                CREATE TABLE seeded (line text);
                CREATE TABLE untouched (line text);
                CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO log VALUES (NEW.code);
                    INSERT INTO seeded VALUES (NEW.code);
                    RETURN NULL;
                END $$;
                CREATE TRIGGER keep AFTER INSERT ON "other schema"."Country" FOR EACH ROW EXECUTE FUNCTION keep();
                """);
    }

    @AfterEach
    void close() throws SQLException {
        eyes.close();
    }

    @Test
    void onlyTablesIntoWhichNoStatementInsertsAreWrittenByTriggersOnly() throws SQLException {
        TriggerWatch watch = TriggerWatch.over(eyes, TABLES);

        run("INSERT INTO \"other schema\".\"Country\" VALUES ('aq'); INSERT INTO seeded VALUES ('by hand')");

        assertThat(watch.writtenByTriggersOnly()).containsExactly("log");
    }

    @Test
    void whatATransactionDidThatWasRolledBackCounts() throws SQLException {
        TriggerWatch watch = TriggerWatch.over(eyes, TABLES);

        run("BEGIN; INSERT INTO \"other schema\".\"Country\" VALUES ('aq'); ROLLBACK");

        assertThat(watch.writtenByTriggersOnly()).containsExactlyInAnyOrder("log", "seeded");
    }

    @Test
    void anEventTriggerThatRefusesTriggersHidesNothing() throws SQLException {
        refuseTriggers();
        TriggerWatch watch = TriggerWatch.over(eyes, TABLES);

        run("INSERT INTO \"other schema\".\"Country\" VALUES ('aq')");

        assertThat(watch.refusal()).isEmpty();
        assertThat(watch.writtenByTriggersOnly()).containsExactlyInAnyOrder("log", "seeded");
    }

    @Test
    void oneThatAlwaysRefusesThemHidesWhoWritesAndThatIsSaid() throws SQLException {
        refuseTriggers();
        run("ALTER EVENT TRIGGER refuse ENABLE ALWAYS");
        TriggerWatch watch = TriggerWatch.over(eyes, TABLES);

        run("INSERT INTO \"other schema\".\"Country\" VALUES ('aq')");

        assertThat(watch.refusal()).hasValue("no more triggers");
        assertThat(watch.writtenByTriggersOnly()).isEmpty();
        try (Statement statement = eyes.createStatement();
                ResultSet logged = statement.executeQuery("SELECT count(*) FROM log")) {
            logged.next();
            assertThat(logged.getInt(1)).as("the database's own triggers go on").isEqualTo(1);
        }
    }

    private void refuseTriggers() throws SQLException {
        run("""
                CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'no more triggers';
                END $$;
                CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE TRIGGER') EXECUTE FUNCTION refuse();
                """);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = eyes.createStatement()) {
            statement.execute(sql);
        }
    }
}
