package org.migrationdrill.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.app.Answer.Answered;
import org.migrationdrill.app.Answer.Failed;
import org.migrationdrill.app.StatementAnswer.Rows;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.fixture.EdgeValue;
import org.migrationdrill.fixture.EdgeValues;
import org.migrationdrill.fixture.ValueSpec;
import org.migrationdrill.input.Place;

/** Each edge value is written to a column and read back: as the server's text, or the SQLState it is refused with. */
class EdgeValuesIT {
    private static final String OUT_OF_RANGE = "22003";
    private static final String TOO_LONG = "22001";
    private static final ValueSpec TEXT = new ValueSpec.Text(1, 9);
    private static final ValueSpec INTEGER = new ValueSpec.IntegerRange(1, 9);
    private static final ValueSpec DECIMAL = new ValueSpec.Decimal(BigDecimal.ZERO, BigDecimal.TEN, 2);
    private static final ValueSpec TIMESTAMP = new ValueSpec.Timestamp(Instant.EPOCH, Instant.MAX, false);
    private static final ValueSpec DATE = new ValueSpec.Date(LocalDate.EPOCH, LocalDate.MAX);
    private static final ValueSpec UUID = new ValueSpec.Uuid();
    private static final ValueSpec JSON = new ValueSpec.Json(20);
    private static final ValueSpec BOOLEAN = new ValueSpec.Bool(0.5);

    private static DatabaseCopy database;

    private Connection connection;

    @BeforeAll
    static void createDatabase() {
        database = TestServer.fresh("edge_values");
    }

    @AfterAll
    static void dropDatabase() {
        TestServer.shared().drop(database);
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = database.connect("test");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void textsComeBackToTheCharacter() throws SQLException {
        assertThat(written(TEXT, "text")).isEqualTo(asTheyAre(TEXT));
    }

    @Test
    void aLimitedTextRefusesOnlyTheLongest() throws SQLException {
        Map<String, @Nullable String> expected = asTheyAre(TEXT);
        expected.put("longest text", TOO_LONG);
        assertThat(written(TEXT, "varchar(60)")).isEqualTo(expected);
    }

    @Test
    void wholeNumbersAreRefusedWhereTheColumnIsTooSmall() throws SQLException {
        assertThat(written(INTEGER, "bigint")).isEqualTo(asTheyAre(INTEGER));
        Map<String, @Nullable String> integer = asTheyAre(INTEGER);
        integer.put("smallest bigint", OUT_OF_RANGE);
        integer.put("largest bigint", OUT_OF_RANGE);
        assertThat(written(INTEGER, "integer")).isEqualTo(integer);
        integer.put("smallest integer", OUT_OF_RANGE);
        integer.put("largest integer", OUT_OF_RANGE);
        assertThat(written(INTEGER, "smallint")).isEqualTo(integer);
    }

    @Test
    void decimalsKeepEveryDigitAndMayBeNaNOrInfinite() throws SQLException {
        assertThat(written(DECIMAL, "numeric")).isEqualTo(decimals());
    }

    @Test
    void decimalsAreRoundedByTheColumnsScale() throws SQLException {
        Map<String, @Nullable String> expected = decimals();
        expected.put("zero", "0.00");
        expected.put("minus one", "-1.00");
        expected.put("trailing zeros", "1.50");
        expected.put("half a cent", "0.01");
        expected.put("many decimals", "0.12");
        expected.put("more digits than a double", OUT_OF_RANGE);
        expected.put("infinity", OUT_OF_RANGE);
        expected.put("minus infinity", OUT_OF_RANGE);
        assertThat(written(DECIMAL, "numeric(10, 2)")).isEqualTo(expected);
    }

    @Test
    void aDoubleLosesDigitsAndTakesTheRest() throws SQLException {
        Map<String, @Nullable String> expected = decimals();
        expected.put("trailing zeros", "1.5");
        expected.put("many decimals", "0.12345678901234568");
        expected.put("more digits than a double", "1.2345678901234567e+19");
        assertThat(written(DECIMAL, "double precision")).isEqualTo(expected);
    }

    @Test
    void anIntegerRefusesNaNAndInfinity() throws SQLException {
        assertThat(written(DECIMAL, "integer"))
                .containsEntry("NaN", "0A000")
                .containsEntry("infinity", "0A000")
                .containsEntry("minus infinity", "0A000")
                .containsEntry("more digits than a double", OUT_OF_RANGE)
                .containsEntry("trailing zeros", "2");
    }

    /** A function of decimals would not take a double. */
    @Test
    void whatIsNotFiniteIsSentAsADecimal() throws SQLException {
        Map<String, @Nullable Object> value = Map.of("v", Double.NaN);
        assertThat(answer("SELECT pg_typeof(:v), round(:v, 2)", value)).isEqualTo(List.of("numeric", "NaN"));
    }

    @Test
    void momentsComeBackAsTheSameMoment() throws SQLException {
        Map<String, @Nullable String> expected = new LinkedHashMap<>();
        expected.put("NULL", null);
        expected.put("year 1", "0001-01-01 00:00:00+00");
        expected.put("year 9999", "9999-12-31 23:59:59.999999+00");
        expected.put("microseconds", "2024-02-29 12:34:56.123456+00");
        expected.put("before 1970", "1969-12-31 23:59:59.999999+00");
        expected.put("farthest east", "2023-12-31 10:00:00+00");
        expected.put("farthest west", "2025-01-01 11:59:59+00");
        expected.put("infinity", "infinity");
        expected.put("minus infinity", "-infinity");
        assertThat(written(TIMESTAMP, "timestamptz")).isEqualTo(expected);
        expected.replaceAll((label, text) -> text == null ? null : text.replace("+00", ""));
        assertThat(written(TIMESTAMP, "timestamp")).isEqualTo(expected);
    }

    @Test
    void daysComeBackWithInfinity() throws SQLException {
        Map<String, @Nullable String> expected = asTheyAre(DATE);
        expected.put("infinity", "infinity");
        expected.put("minus infinity", "-infinity");
        assertThat(written(DATE, "date")).isEqualTo(expected);
    }

    @Test
    void uuidsComeBack() throws SQLException {
        assertThat(written(UUID, "uuid")).isEqualTo(asTheyAre(UUID));
    }

    @Test
    void jsonKeepsItsTextAndJsonbItsMeaning() throws SQLException {
        assertThat(written(JSON, "json")).isEqualTo(asTheyAre(JSON));
        Map<String, @Nullable String> jsonb = asTheyAre(JSON);
        jsonb.put("duplicate keys", "{\"a\": 2, \"b\": 3}");
        jsonb.put(
                "big numbers", "[12345678901234567890.123456789012345678901234567890, 1.50, 1" + "0".repeat(308) + "]");
        jsonb.put("emoji and escapes in JSON", "{\"\uD83D\uDE80\": \"e\u0301 \u00e9 \\\"\"}");
        assertThat(written(JSON, "jsonb")).isEqualTo(jsonb);
    }

    @Test
    void kindsOfFewValuesAreWrittenAsNullOnly() throws SQLException {
        Map<String, @Nullable String> onlyNull = Collections.singletonMap("NULL", null);
        assertThat(written(BOOLEAN, "boolean")).isEqualTo(onlyNull);
        assertThat(written(new ValueSpec.OneOf(Map.of("click", 1.0)), "text")).isEqualTo(onlyNull);
        assertThat(written(new ValueSpec.Constant("x"), "text")).isEqualTo(onlyNull);
    }

    @Test
    void theTypeOfWhatAnAuthorDeclaresIsTheServersToInfer() throws SQLException {
        assertThat(answer("SELECT :v::int + 1, coalesce(:v, 1.5)", Map.of("v", "7")))
                .isEqualTo(List.of("8", "7"));
    }

    private static Map<String, @Nullable String> decimals() {
        Map<String, @Nullable String> expected = asTheyAre(DECIMAL);
        expected.put("infinity", "Infinity");
        expected.put("minus infinity", "-Infinity");
        return expected;
    }

    /** What Java writes for each value. */
    private static Map<String, @Nullable String> asTheyAre(ValueSpec spec) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        EdgeValues.of(spec).forEach(edge -> texts.put(edge.label(), text(edge)));
        return texts;
    }

    private static @Nullable String text(EdgeValue edge) {
        return edge.value() == null ? null : edge.value().toString();
    }

    /** What became of each of a kind's values in a column of that type. */
    private Map<String, @Nullable String> written(ValueSpec spec, String type) throws SQLException {
        Map<String, @Nullable String> results = new LinkedHashMap<>();
        for (EdgeValue edge : EdgeValues.of(spec)) {
            results.put(edge.label(), written(edge, type));
        }
        return results;
    }

    private @Nullable String written(EdgeValue edge, String type) throws SQLException {
        String sql = "SET LOCAL TimeZone = 'UTC'; CREATE TEMP TABLE t (v " + type + ") ON COMMIT DROP;"
                + " INSERT INTO t VALUES (:v); SELECT v::text FROM t";
        Map<String, @Nullable Object> values = Collections.singletonMap("v", edge.value());
        Answer answer = OperationRun.run(connection, operation(sql), values);
        connection.rollback();
        return answer instanceof Failed failed
                ? failed.sqlState()
                : onlyRow((Answered) answer).get(0);
    }

    private List<@Nullable String> answer(String sql, Map<String, @Nullable Object> values) throws SQLException {
        Answer answer = OperationRun.run(connection, operation(sql), values);
        connection.rollback();
        assertThat(answer).isInstanceOf(Answered.class);
        return onlyRow((Answered) answer);
    }

    private static List<@Nullable String> onlyRow(Answered answer) {
        List<StatementAnswer> statements = answer.statements();
        return ((Rows) statements.get(statements.size() - 1)).rows().get(0);
    }

    private static Operation operation(String sql) {
        return new Operation(
                "run",
                1,
                false,
                false,
                Optional.empty(),
                false,
                Map.of(),
                Map.of(),
                SqlScanner.statements(sql, 1),
                new Place(Path.of("a.sql"), 1));
    }
}
