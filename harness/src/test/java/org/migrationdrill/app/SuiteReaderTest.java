package org.migrationdrill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.fixture.EdgeValue;
import org.migrationdrill.input.Problem;
import org.migrationdrill.input.Problems;

class SuiteReaderTest {
    @TempDir
    private Path directory;

    private final Problems problems = new Problems();

    @Test
    void operationsAreReadWithTheirMarks() throws IOException {
        AppVersion app = valid("""
                -- Operations of the app, version 1.8
                -- operation: record_event
                -- rate: 40/s
                -- param account: text 1..9
                -- param payload: text 120
                -- Order matters here: the trigger looks at it
                INSERT INTO events (account_id, payload)
                VALUES (:account, :payload); -- ordered
                -- a comment between
                UPDATE accounts SET n = n + 1 WHERE id = :account;

                -- operation: list-events
                -- rate: 30/min
                -- ordered
                -- autocommit
                -- edge
                -- answer: differs (the new app also shows (some) drafts)
                SELECT 1
                """);
        assertThat(app.name()).isEqualTo("1.8");
        assertThat(app.operations()).extracting(Operation::name).containsExactly("record_event", "list-events");
        Operation first = app.operation("record_event").orElseThrow();
        assertThat(first.ratePerSecond()).isEqualTo(40);
        assertThat(first.parameters().keySet()).containsExactly("account", "payload");
        assertThat(first.statements()).extracting(SqlStatement::line).containsExactly(7, 10);
        assertThat(first.place().line()).isEqualTo(2);
        assertThat(first.ordered() || first.autocommit() || first.edge()).isFalse();
        assertThat(first.differs()).isEmpty();
        Operation second = app.operation("list-events").orElseThrow();
        assertThat(second.ratePerSecond()).isCloseTo(0.5, within(1e-9));
        assertThat(second.ordered() && second.autocommit() && second.edge()).isTrue();
        assertThat(second.differs()).contains("the new app also shows (some) drafts");
    }

    @Test
    void marksWithinStringsAndCommentsAreText() throws IOException {
        AppVersion app = valid("""
                -- operation: a
                SELECT '
                -- operation: b
                ', $$
                -- operation: c
                $$ /*
                -- operation: d
                */;
                """);
        assertThat(app.operations()).hasSize(1);
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsAreNoMistakes() throws IOException {
        assertThat(valid("\uFEFF-- operation: a\r\n-- ordered\r\nSELECT 1;\r\n").operations())
                .singleElement()
                .matches(Operation::ordered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- Order of rows does not matter",
                "-- note: reads the index",
                "-- see: the wiki",
                "-- the parameter is: a key",
                "-- page one",
                "-- ------",
                "--",
                "-- 1.8: the first",
            })
    void proseInTheHeadIsNoMark(String comment) throws IOException {
        valid("-- operation: a\n" + comment + "\nSELECT 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-- ordred           | ordered",
                "-- Ordered          | ordered",
                "-- parm x: text 5   | param",
                "-- rates: 5/s       | rate",
                "-- auto-commit      | autocommit",
                "-- edges            | edge",
                "-- edgy x: 5        | edge",
                "-- answers: differs | answer"
            })
    void misspeltMarkIsAnsweredWithTheNearest(String comment, String nearest) throws IOException {
        Problem problem = only("-- operation: a\n" + comment + "\nSELECT 1");
        assertThat(problem.place().line()).isEqualTo(2);
        assertThat(problem.nearest()).contains(nearest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- rate 40/s",
                "-- rate: fast",
                "-- rate: 0/s",
                "-- rate: -1/s",
                "-- rate: 4/week",
                "-- rate: 40",
                "-- ordered by id",
                "-- ordered: yes",
                "-- answer: differs",
                "-- answer: differs ()",
                "-- answer: same (why)",
                "-- answer differs (reason)",
                "-- param x text 5",
                "-- param: x",
                "-- edge x",
                "-- edge: 5",
                "-- edge cases are rare",
                "-- operation b"
            })
    void malformedMarkIsAProblemInItsLine(String comment) throws IOException {
        assertThat(only("-- operation: a\n" + comment + "\nSELECT 1").place().line())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- ordered",
                "-- rate: 5/s",
                "-- param x: text 5",
                "-- edge x: 5",
                "-- opration: b",
                "-- operation b"
            })
    void markAfterTheSqlIsAProblem(String comment) throws IOException {
        assertThat(only("-- operation: a\nSELECT 1;\n" + comment + "\nSELECT 2;")
                        .place()
                        .line())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- ordred", "-- ordered by the index", "-- rate limited", "-- operation of the cron job"})
    void proseAfterTheSqlIsNoMark(String comment) throws IOException {
        valid("-- operation: a\nSELECT 1;\n" + comment + "\nSELECT 2;");
    }

    @Test
    void sqlBeforeTheFirstOperationIsOneProblem() throws IOException {
        Problem problem = only("-- the suite\nSELECT 1;\nSELECT 2;\n-- operation: a\nSELECT 1");
        assertThat(problem.place().line()).isEqualTo(2);
        assertThat(problem.found()).isEqualTo("SQL before the first operation");
    }

    @Test
    void operationWithoutSqlIsAProblem() throws IOException {
        assertThat(only("-- operation: a\n-- only prose here\n;\n-- operation: b\nSELECT 1")
                        .found())
                .isEqualTo("the operation ‘a’ without SQL");
    }

    @Test
    void sameOperationTwiceIsAProblem() throws IOException {
        assertThat(only("-- operation: a\nSELECT 1;\n-- operation: a\nSELECT 1").toString())
                .contains(":3: found the operation ‘a’ a second time (first in line 1)");
    }

    @Test
    void operationWithoutANameIsAProblem() throws IOException {
        assertThat(only("-- operation:\nSELECT 1;").place().line()).isEqualTo(1);
        assertThat(problems("-- operation: two words\nSELECT 1;")).hasSize(1);
    }

    @Test
    void undeclaredParameterIsAnsweredWithTheNearestDeclaredOne() throws IOException {
        List<Problem> found = problems("-- operation: a\n-- param account: text 5\nSELECT\n :acount, :acount");
        assertThat(found).hasSize(2);
        assertThat(found.get(0).found()).isEqualTo("the parameter ‘account’, which no statement uses");
        assertThat(found.get(1).place().line()).isEqualTo(4);
        assertThat(found.get(1).nearest()).contains("account");
    }

    @Test
    void parameterWithoutAnyDeclarationIsToldHowToDeclareIt() throws IOException {
        assertThat(only("-- operation: a\nSELECT :x").accepted()).contains("-- param x: values");
    }

    @Test
    void parameterDeclaredTwiceIsAProblem() throws IOException {
        assertThat(only("-- operation: a\n-- param x: text 5\n-- param x: text 6\nSELECT :x")
                        .found())
                .isEqualTo("the parameter ‘x’ a second time");
    }

    @Test
    void edgeValuesAreReadByParameterInTheirOrder() throws IOException {
        Operation operation = valid("""
                -- operation: a
                -- edge note: 'it''s  '
                -- param amount: decimal 0.00..9.99
                -- param note: text 5
                -- edge note:   O'Brien  \s
                -- edge amount: 1e-7
                -- edge note: ''
                -- edge note: Null
                -- edge note: 'null'
                -- edge note: 2024-02-29T12:00+14:00 -- a date
                SELECT :note, :amount
                """).operation("a").orElseThrow();
        assertThat(operation.edge()).isFalse();
        assertThat(operation.edges().keySet()).containsExactly("note", "amount");
        assertThat(operation.edges().get("note"))
                .extracting(EdgeValue::value)
                .containsExactly("it's  ", "O'Brien", "", null, "null", "2024-02-29T12:00+14:00 -- a date");
        assertThat(operation.edges().get("note"))
                .allMatch(EdgeValue::declared)
                .extracting(EdgeValue::label)
                .startsWith("declared 'it''s  '", "declared O'Brien", "declared ''", "declared Null");
        assertThat(operation.edges().get("amount")).extracting(EdgeValue::value).containsExactly("1e-7");
        assertThat(operation.inTransaction()).isEqualTo(operation);
    }

    @Test
    void rareOperationMayDeclareEdgeValuesToo() throws IOException {
        Operation operation = valid("-- operation: a\n-- edge\n-- param x: text 5\n-- edge x: 1\nSELECT :x")
                .operation("a")
                .orElseThrow();
        assertThat(operation.edge()).isTrue();
        assertThat(operation.edges()).containsOnlyKeys("x");
    }

    @Test
    void labelOfADeclaredValueIsCutBetweenCharacters() throws IOException {
        String emoji = "\uD83D\uDE80";
        Operation operation = valid(
                        "-- operation: a\n-- param x: text 5\n-- edge x: " + emoji.repeat(50) + "\nSELECT :x")
                .operation("a")
                .orElseThrow();
        assertThat(operation.edges().get("x")).singleElement().satisfies(edge -> {
            assertThat(edge.label()).isEqualTo("declared " + emoji.repeat(40));
            assertThat(edge.value()).isEqualTo(emoji.repeat(50));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "'open", "'it's'", "'a' b"})
    void edgeValueWithoutItsClosingQuoteIsAProblem(String value) throws IOException {
        Problem problem = only("-- operation: a\n-- param x: text 5\n-- edge x: " + value + "\nSELECT :x");
        assertThat(problem.place().line()).isEqualTo(3);
        assertThat(problem.found()).endsWith("as an edge value");
        assertThat(problem.accepted()).contains("single quotes");
    }

    @Test
    void edgeValueOfAnUnknownParameterIsAnsweredWithTheNearest() throws IOException {
        Problem problem = only("-- operation: a\n-- param id: key of t\n-- param amount: integer 1..9\n"
                + "-- param note: text 5\n-- edge amuont: 5\nSELECT :amount, :note, :id");
        assertThat(problem.place().line()).isEqualTo(5);
        assertThat(problem.found()).isEqualTo("an edge value for ‘amuont’, which is no parameter of the operation");
        assertThat(problem.accepted()).isEqualTo("amount, note");
        assertThat(problem.nearest()).contains("amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key of t", "key of t, nulls 0.5", "new key of t"})
    void edgeValueOfAKeyIsAProblem(String key) throws IOException {
        Problem problem = only("-- operation: a\n-- param id: " + key + "\n-- edge id: 5\nSELECT :id");
        assertThat(problem.place().line()).isEqualTo(3);
        assertThat(problem.found()).isEqualTo("an edge value for ‘id’, whose values are keys");
        assertThat(problem.accepted()).contains("not keys");
    }

    @Test
    void edgeValueOfAParameterWithAMistakeIsNoSecondProblem() throws IOException {
        assertThat(only("-- operation: a\n-- param x: texd 5\n-- edge x: 5\nSELECT :x")
                        .place()
                        .line())
                .isEqualTo(2);
    }

    @Test
    void markTwiceIsAProblem() throws IOException {
        assertThat(only("-- operation: a\n-- rate: 5/s\n-- rate: 6/s\nSELECT 1").found())
                .isEqualTo("‘rate’ a second time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"BEGIN", "commit", "START TRANSACTION", "ROLLBACK", "END", "ABORT", "PREPARE TRANSACTION 'x'"})
    void transactionControlIsAProblem(String sql) throws IOException {
        assertThat(only("-- operation: a\nSELECT 1;\n" + sql + ";").place().line())
                .isEqualTo(3);
    }

    @Test
    void savepointsAreNoTransactionControl() throws IOException {
        valid("-- operation: a\nSAVEPOINT x; ROLLBACK TO x; ROLLBACK TRANSACTION TO SAVEPOINT x; RELEASE x;");
    }

    @Test
    void unclosedQuoteIsAProblemWhereItOpens() throws IOException {
        assertThat(only("-- operation: a\nSELECT 'x;\n-- operation: b\nSELECT 1")
                        .place()
                        .line())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "-- only a comment\n", "-- opration\n"})
    void suiteWithoutOperationsIsAProblem(String text) throws IOException {
        assertThat(only(text).found()).isEqualTo("a suite without an operation");
    }

    @Test
    void missingFileIsAProblem() {
        assertThat(SuiteReader.read("1.8", Role.APP, directory.resolve("none.sql"), problems))
                .isEmpty();
        assertThat(problems.all()).singleElement().satisfies(problem -> assertThat(problem.found())
                .isEqualTo("no such file"));
    }

    @Test
    void otherEncodingsAreAProblem() throws IOException {
        Path file = Files.write(
                directory.resolve("latin.sql"), "-- operation: a\nSELECT 'é'".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(SuiteReader.read("1.8", Role.APP, file, problems)).isEmpty();
        assertThat(problems.all()).singleElement().satisfies(problem -> assertThat(problem.found())
                .contains("UTF-8"));
    }

    @Test
    void everyMistakeIsAnsweredAtOnce() throws IOException {
        assertThat(problems("-- operation: a\n-- rate: x\n-- ordred\nSELECT :x;\n-- operation: b\n"))
                .extracting(problem -> problem.place().line())
                .containsExactly(2, 3, 4, 5);
    }

    private AppVersion valid(String text) throws IOException {
        Optional<AppVersion> app = read(text);
        assertThat(problems.all()).isEmpty();
        return app.orElseThrow();
    }

    private Problem only(String text) throws IOException {
        List<Problem> found = problems(text);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<Problem> problems(String text) throws IOException {
        Problems fresh = new Problems();
        assertThat(SuiteReader.read("1.8", Role.APP, Files.writeString(directory.resolve("suite.sql"), text), fresh))
                .isEmpty();
        return fresh.all();
    }

    private Optional<AppVersion> read(String text) throws IOException {
        return SuiteReader.read("1.8", Role.APP, Files.writeString(directory.resolve("1.8.sql"), text), problems);
    }
}
