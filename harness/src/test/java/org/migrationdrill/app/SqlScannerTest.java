package org.migrationdrill.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

class SqlScannerTest {
    @Test
    void parametersBecomeQuestionMarksInTheirOrder() {
        SqlStatement statement = only("INSERT INTO e (a, b, c) VALUES (:account, :kind, :account)");
        assertThat(statement.jdbcSql()).isEqualTo("INSERT INTO e (a, b, c) VALUES (?, ?, ?)");
        assertThat(statement.parameters()).containsExactly("account", "kind", "account");
        assertThat(statement.sql()).isEqualTo("INSERT INTO e (a, b, c) VALUES (:account, :kind, :account)");
    }

    @Test
    void castsOfParametersStay() {
        SqlStatement statement = only("SELECT :a::int, x::text, :b ::date, '1'::int4");
        assertThat(statement.jdbcSql()).isEqualTo("SELECT ?::int, x::text, ? ::date, '1'::int4");
        assertThat(statement.parameters()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ':a; ?'",
                "SELECT 'it''s :a; ?'",
                "SELECT E'it\\'s :a; ?'",
                "SELECT e'\\\\', E'\\':a;'",
                "SELECT U&'\\0061 :a; ?'",
                "SELECT 'a\\' , 1, ':a'",
                "SELECT U&'\\', ':a;'",
                "SELECT N':a', B'1', X'1F'",
                "SELECT \"a:b;?\"\":c\" FROM t",
                "SELECT $$ :a; ? ' $$",
                "SELECT $q$ :a; $$ ? $q$",
                "SELECT $Ünï_1$ :a; $x$ $Ünï_1$",
                "SELECT 1 /* :a; ? /* nested :b; */ still; */ + 1",
                "SELECT 1 -- :a; ? it's\n + 1",
                "SELECT a::text, b :: int",
                "SELECT a[1:2], a[1:n], a[lo:hi], a[f(1):n], a[b[1]:n], a[\"x\":n]",
                "SELECT json_object('k':v, k:v)",
                "CALL f(a := 1, b => 2)",
                "SELECT $1, a$b$c FROM t",
                "SELECT 1 : 2"
            })
    void nothingIsFoundWhereNoParameterIs(String sql) {
        SqlStatement statement = only(sql);
        assertThat(statement.jdbcSql()).isEqualTo(sql);
        assertThat(statement.parameters()).isEmpty();
    }

    @Test
    void parametersAreFoundNextToWhatIsNone() {
        SqlStatement statement = only("SELECT 'a' || :a, \"b\"=:b, $$c$$||:c/*:x*/, a[:d], ARRAY[:e,:f], a[1: :g],-:h"
                + " FROM t WHERE x>:i AND y IN(:j) -- :y\n LIMIT :k");
        assertThat(statement.parameters()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");
    }

    @Test
    void questionMarkOperatorsAreDoubledButNotInStrings() {
        assertThat(only("SELECT j ? 'a?', j ?| :keys, j ?& '{?}', \"?\" -- ?").jdbcSql())
                .isEqualTo("SELECT j ?? 'a?', j ??| ?, j ??& '{?}', \"?\"");
    }

    @Test
    void statementsEndAtSemicolonsAndKnowTheirLines() {
        List<SqlStatement> statements =
                SqlScanner.statements("-- first\nSELECT 1;\n;;\n/* second\n */ SELECT ';',\n 2 -- end\n; SELECT 3", 10);
        assertThat(statements).extracting(SqlStatement::sql).containsExactly("SELECT 1", "SELECT ';',\n 2", "SELECT 3");
        assertThat(statements).extracting(SqlStatement::line).containsExactly(11, 14, 16);
    }

    @Test
    void windowsLineEndsCountOnce() {
        assertThat(SqlScanner.statements("SELECT 1;\r\nSELECT 2;\r\n", 1))
                .extracting(SqlStatement::line)
                .containsExactly(1, 2);
    }

    @Test
    void nothingButCommentsIsNoStatement() {
        assertThat(SqlScanner.statements(" -- a\n /* b */ ; ;", 1)).isEmpty();
    }

    @Test
    void semicolonsOfAnAtomicBodyAreWithinTheStatement() {
        String function = "CREATE FUNCTION f(a int) RETURNS int BEGIN ATOMIC SELECT 1; "
                + "SELECT CASE WHEN a > 1 THEN 2 ELSE 3 END; END";
        assertThat(SqlScanner.statements(function + "; SELECT 2", 1))
                .extracting(SqlStatement::sql)
                .containsExactly(function, "SELECT 2");
    }

    @Test
    void semicolonsOfARuleAreWithinTheStatement() {
        String rule = "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)";
        assertThat(SqlScanner.statements(rule + "; SELECT 2", 1))
                .extracting(SqlStatement::sql)
                .containsExactly(rule, "SELECT 2");
    }

    @Test
    void unclosedQuotesReachToTheEnd() {
        assertThat(only("SELECT 'a; :b").parameters()).isEmpty();
        assertThat(only("SELECT $x$ a; :b").parameters()).isEmpty();
        assertThat(only("SELECT E'a; :b\\").parameters()).isEmpty();
        assertThat(SqlScanner.statements("SELECT 1 /* a; /* :b */", 1))
                .extracting(SqlStatement::sql)
                .containsExactly("SELECT 1");
    }

    @Test
    void tokensOfAnyTextJoinToThatText() {
        Random random = new Random(4711);
        String alphabet = "a1_:?;'\"$-/*()[]\\eE\n =é\uD83D\uDE00,.";
        for (int i = 0; i < 5_000; i++) {
            String text = random.ints(random.nextInt(30), 0, alphabet.length())
                    .mapToObj(at -> String.valueOf(alphabet.charAt(at)))
                    .collect(Collectors.joining());
            assertThat(SqlLexer.tokens(text, 1).stream().map(SqlToken::text).collect(Collectors.joining()))
                    .isEqualTo(text);
            for (SqlStatement statement : SqlScanner.statements(text, 1)) {
                assertThat(text).contains(statement.sql());
                assertThat(statement.sql()).doesNotStartWith(" ");
            }
        }
    }

    /** The driver has the last word on what a question mark is. */
    @Test
    void theDriverFindsAsManyParametersAsTheScanner() throws Exception {
        Random random = new Random(42);
        List<String> pieces = List.of(
                ":a",
                " :b ",
                "'x'",
                "'it''s ?'",
                " E'\\'?'",
                "\"q?\"",
                " $$ ? :c $$ ",
                " $t$ ' $t$ ",
                "-- ? :d\n",
                "/* ? /* ' */ */",
                "::int",
                " ? ",
                "?|",
                "(",
                ")",
                "[1:n]",
                "name",
                " = ",
                "\n",
                ", ",
                "U&'?'",
                ":=",
                "1",
                "j?'k'");
        for (int i = 0; i < 5_000; i++) {
            String sql = "SELECT "
                    + random.ints(random.nextInt(12), 0, pieces.size())
                            .mapToObj(pieces::get)
                            .collect(Collectors.joining());
            SqlStatement statement = only(sql);
            assertThat(bindCount(statement.jdbcSql()))
                    .as(statement.jdbcSql())
                    .isEqualTo(statement.parameters().size());
        }
    }

    private static int bindCount(String jdbcSql) throws Exception {
        return Parser.parseJdbcSql(jdbcSql, true, true, false, false, false).stream()
                .mapToInt((NativeQuery query) -> query.bindPositions.length)
                .sum();
    }

    private static SqlStatement only(String sql) {
        List<SqlStatement> statements = SqlScanner.statements(sql, 1);
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }
}
