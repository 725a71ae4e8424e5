package org.migrationdrill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.app.Answer.Answered;
import org.migrationdrill.app.Answer.Failed;
import org.migrationdrill.app.StatementAnswer.Count;
import org.migrationdrill.app.StatementAnswer.Rows;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.input.Place;

class OperationRunIT {
    private static DatabaseCopy database;

    private Connection connection;

    @BeforeAll
    static void createTables() throws SQLException {
        database = TestServer.fresh("operation_run");
        try (Connection connection = database.connect("test")) {
            execute(connection, """
                    CREATE TYPE mood AS ENUM ('good', 'bad');
                    CREATE TABLE accounts (id bigserial PRIMARY KEY, name text NOT NULL UNIQUE, mood mood);
                    CREATE TABLE events (
                        id int PRIMARY KEY,
                        account_id bigint REFERENCES accounts DEFERRABLE INITIALLY DEFERRED);
                    """);
        }
    }

    @AfterAll
    static void dropDatabase() {
        TestServer.shared().drop(database);
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = database.connect("test");
        execute(connection, "TRUNCATE accounts, events RESTART IDENTITY");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void rowsAndCountsAreAnsweredInTheirOrder() throws SQLException {
        Answer answer = run(
                "INSERT INTO accounts (name, mood) VALUES (:name, :mood), ('b', NULL);"
                        + "SELECT id, name AS n, mood FROM accounts ORDER BY id",
                "name",
                "a",
                "mood",
                "good");
        assertThat(answer)
                .isEqualTo(new Answered(List.of(
                        new Count(2),
                        new Rows(
                                List.of("id", "n", "mood"),
                                List.of("int8", "text", "mood"),
                                List.of(Arrays.asList("1", "a", "good"), Arrays.asList("2", "b", null))))));
    }

    @Test
    void valuesOfEveryTypeAreBound() throws SQLException {
        Answer answer = run(
                "SELECT :l::int8, :i::int4, :d::numeric, :b::bool, :u::uuid, :t::timestamptz AT TIME ZONE 'UTC', :day::date,"
                        + " :s::text, :j::jsonb ? 'k', :n::int IS NULL, :m::mood",
                "l",
                5_000_000_000L,
                "i",
                7,
                "d",
                new BigDecimal("1.50"),
                "b",
                true,
                "u",
                new UUID(1, 2),
                "t",
                OffsetDateTime.parse("2026-01-02T03:04:05+01:00"),
                "day",
                LocalDate.of(2026, 1, 2),
                "s",
                "it's ?",
                "j",
                "{\"k\": 1}",
                "n",
                null,
                "m",
                "bad");
        assertThat(onlyRow(answer))
                .containsExactly(
                        "5000000000",
                        "7",
                        "1.50",
                        "t",
                        "00000000-0000-0001-0000-000000000002",
                        "2026-01-02 02:04:05",
                        "2026-01-02",
                        "it's ?",
                        "t",
                        "t",
                        "bad");
    }

    @Test
    void transactionIsLeftOpenForTheCallerToEnd() throws SQLException {
        run("INSERT INTO accounts (name) VALUES ('a')");
        assertThat(connection.getAutoCommit()).isFalse();
        connection.rollback();
        assertThat(onlyRow(run("SELECT count(*) FROM accounts"))).containsExactly("0");
        run("INSERT INTO accounts (name) VALUES ('a')");
        connection.commit();
        assertThat(onlyRow(run("SELECT count(*) FROM accounts"))).containsExactly("1");
    }

    @Test
    void autocommitKeepsTheStatementsBeforeAFailedOne() throws SQLException {
        Answer answer = OperationRun.run(
                connection,
                operation(
                        true,
                        "INSERT INTO accounts (name) VALUES ('a');\nINSERT INTO accounts (name) VALUES (NULL);\nSELECT 1"),
                Map.of());
        assertThat(answer).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.statement()).isEqualTo(1);
            assertThat(failed.line()).isEqualTo(2);
            assertThat(failed.sqlState()).isEqualTo("23502");
        });
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(onlyRow(run("SELECT count(*) FROM accounts"))).containsExactly("1");
    }

    @Test
    void failureCarriesTheServersMessageWithoutTheRowsValues() throws SQLException {
        run("INSERT INTO accounts (name) VALUES ('secret')");
        Answer answer = run("INSERT INTO accounts (name) VALUES ('secret')");
        assertThat(answer)
                .isEqualTo(new Failed(
                        0, 1, "23505", "duplicate key value violates unique constraint \"accounts_name_key\""));
    }

    @Test
    void longMessagesAreCut() throws SQLException {
        Answer answer = run("DO $$ BEGIN RAISE EXCEPTION '%', repeat('x', 1000); END $$");
        assertThat(answer).isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.message())
                .hasSize(500));
    }

    @Test
    void deferredConstraintFailsTheOperationAndNotTheCommit() throws SQLException {
        Answer answer = run("INSERT INTO events VALUES (1, 99);\nSELECT 1");
        assertThat(answer).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.statement()).isEqualTo(1);
            assertThat(failed.sqlState()).isEqualTo("23503");
        });
    }

    @Test
    void deferredConstraintThatHoldsAtTheEndIsNoFailure() throws SQLException {
        assertThat(run("INSERT INTO events VALUES (1, 1); INSERT INTO accounts (name) VALUES ('a')"))
                .isInstanceOf(Answered.class);
        connection.commit();
    }

    @Test
    void manyRowsAreAnsweredAndTooManyAreAFailure() throws SQLException {
        assertThat(run("SELECT generate_series(1, 10000)")).isInstanceOf(Answered.class);
        assertThat(run("SELECT generate_series(1, 10001)"))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.sqlState()).isEqualTo("54000"));
    }

    /** From the fifth execution on the driver would ask for binary values and write this number in its own way. */
    @Test
    void valuesAreTheServersTextHoweverOftenTheyAreAsked() throws SQLException {
        for (int i = 0; i < 8; i++) {
            assertThat(onlyRow(run("SELECT 1e10::float8, 0.1::float4, 'x'::bytea")))
                    .containsExactly("10000000000", "0.1", "\\x78");
        }
    }

    @Test
    void sameOperationAnswersAlsoAfterItsColumnsChanged() throws SQLException {
        for (int i = 0; i < 8; i++) {
            run("SELECT * FROM accounts");
        }
        execute(connection, "ALTER TABLE accounts ADD COLUMN extra text");
        assertThat(run("SELECT * FROM accounts")).isInstanceOfSatisfying(Answered.class, answered -> assertThat(
                        ((Rows) answered.statements().get(0)).labels())
                .contains("extra"));
        connection.rollback();
    }

    @Test
    void functionWithASqlStandardBodyIsOneStatement() throws SQLException {
        Answer answer = run("CREATE FUNCTION pg_temp.two(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC "
                + "SELECT 1; SELECT CASE WHEN a > 1 THEN 2 END; END; SELECT pg_temp.two(7)");
        assertThat(onlyRow(answer)).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lostConnectionIsNoAnswer(boolean autocommit) {
        assertThatThrownBy(() -> OperationRun.run(
                        connection, operation(autocommit, "SELECT pg_terminate_backend(pg_backend_pid())"), Map.of()))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> OperationRun.run(connection, operation(autocommit, "SELECT 1"), Map.of()))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void missingValueIsOurMistake() {
        assertThatThrownBy(() -> run("SELECT :a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parameter a");
    }

    private Answer run(String sql, @Nullable Object... namesAndValues) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return OperationRun.run(connection, operation(false, sql), values);
    }

    private static List<@Nullable String> onlyRow(Answer answer) {
        assertThat(answer).isInstanceOf(Answered.class);
        List<StatementAnswer> statements = ((Answered) answer).statements();
        Rows rows = (Rows) statements.get(statements.size() - 1);
        assertThat(rows.rows()).hasSize(1);
        return rows.rows().get(0);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Operation operation(boolean autocommit, String sql) {
        return new Operation(
                "run",
                1,
                autocommit,
                false,
                Optional.empty(),
                false,
                Map.of(),
                Map.of(),
                SqlScanner.statements(sql, 1),
                new Place(Path.of("a.sql"), 1));
    }
}
