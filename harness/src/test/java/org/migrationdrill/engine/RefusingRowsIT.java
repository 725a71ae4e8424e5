package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.observe.RefusedRows;

/** In each case some rows fit and some do not. Without the rows that are found, the reverse runs: none is missing. */
class RefusingRowsIT {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Connection control;
    private Connection refusing;

    @AfterEach
    void disconnect() throws SQLException {
        control.close();
        refusing.close();
    }

    @Test
    void nullsAreFoundInTheColumnThatTheServerNames() throws SQLException {
        given(
                "CREATE TABLE t (id int PRIMARY KEY, note text NOT NULL DEFAULT '', other text)",
                "ALTER TABLE t ALTER note DROP NOT NULL",
                "INSERT INTO t SELECT n, CASE WHEN n > 3 THEN 'x' END FROM generate_series(1, 10) n");

        assertThat(refused("ALTER TABLE t ALTER note SET NOT NULL", "23502"))
                .containsExactly(new RefusedRows(
                        "with NULL in note",
                        "t",
                        null,
                        3L,
                        null,
                        List.of("id=1", "id=2", "id=3"),
                        "SELECT r.* FROM ONLY \"public\".\"t\" AS r WHERE r.\"note\" IS NULL"));
    }

    @Test
    void aTableAndAColumnThatTheReverseRenamesAreFoundAsTheyAreNow() throws SQLException {
        given(
                "CREATE TABLE t (id int PRIMARY KEY, note text NOT NULL CHECK (length(note) < 5))",
                "ALTER TABLE t RENAME TO \"My T\"; ALTER TABLE \"My T\" RENAME note TO \"re \"\"mark\";"
                        + "ALTER TABLE \"My T\" DROP CONSTRAINT t_note_check, ALTER \"re \"\"mark\" DROP NOT NULL",
                "INSERT INTO \"My T\" VALUES (1, NULL), (2, 'short'), (3, 'tiny')");
        String back = "ALTER TABLE \"My T\" RENAME TO t; ALTER TABLE t RENAME \"re \"\"mark\" TO note;";

        RefusedRows nulls = one(back + "ALTER TABLE t ALTER note SET NOT NULL", "23502");
        assertThat(nulls.what()).isEqualTo("with NULL in re \"mark");
        assertThat(nulls.table()).isEqualTo("My T");
        assertThat(nulls.exampleKeys()).containsExactly("id=1");

        assertThat(one(back + "ALTER TABLE t ADD CONSTRAINT t_note_check CHECK (length(note) < 5)", "23514")
                        .exampleKeys())
                .containsExactly("id=2");
    }

    @Test
    void aColumnThatOnlyTheReverseMakesIsSaidToBeOutOfSight() throws SQLException {
        given(
                "CREATE TABLE t (id int PRIMARY KEY, note text NOT NULL)",
                "ALTER TABLE t DROP note",
                "INSERT INTO t VALUES (1), (2)");

        assertUnknown("ALTER TABLE t ADD note text NOT NULL", "23502", "not there until the reverse has made it");
    }

    @Test
    void rowsThatViolateACheckAreFoundAndNullIsNoViolation() throws SQLException {
        given(
                "CREATE TABLE t (id int PRIMARY KEY, a int, b int, CONSTRAINT ordered CHECK (a < b))",
                "ALTER TABLE t DROP CONSTRAINT ordered",
                "INSERT INTO t VALUES (1, 1, 2), (2, 2, 2), (3, NULL, 1), (4, 5, 1)");

        RefusedRows rows = one("ALTER TABLE t ADD CONSTRAINT ordered CHECK (a < b)", "23514");
        assertThat(rows.constraint()).isEqualTo("ordered");
        assertThat(rows.what()).isEqualTo("in violation of ordered (CHECK (a < b))");
        assertThat(rows.exampleKeys()).containsExactly("id=2", "id=4");
    }

    @Test
    void aCheckThatTheOldSchemaDoesNotHaveIsNotGuessed() throws SQLException {
        given("CREATE TABLE t (id int PRIMARY KEY, a int)", "INSERT INTO t VALUES (1, -1)");

        assertUnknown("ALTER TABLE t ADD CONSTRAINT fresh CHECK (a > 0)", "23514", "has no constraint of the name");
    }

    @Test
    void whatTheReverseItselfWroteIsNotLaidOnRowsThatFit() throws SQLException {
        given(
                "CREATE TABLE t (id int PRIMARY KEY, a int CONSTRAINT positive CHECK (a > 0))",
                "INSERT INTO t VALUES (1, 1)");

        assertUnknown("UPDATE t SET a = -a", "23514", "the reverse had itself written");
    }

    @Test
    void aPartitionsRowsAreThoseOfItsTable() throws SQLException {
        given(
                "CREATE TABLE t (id int, day date, a int, PRIMARY KEY (id, day), CONSTRAINT positive CHECK (a > 0), UNIQUE (a, day))"
                        + " PARTITION BY RANGE (day); CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');"
                        + "CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')",
                "ALTER TABLE t DROP CONSTRAINT positive, DROP CONSTRAINT t_a_day_key",
                "INSERT INTO t VALUES (1, '2026-01-01', 1), (2, '2026-01-01', -2), (3, '2026-02-01', -3), (4, '2026-02-01', -3)");

        assertThat(one("ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0)", "23514")
                        .exampleKeys())
                .containsExactly("id=2, day=2026-01-01", "id=3, day=2026-02-01", "id=4, day=2026-02-01");
        assertThat(one("ALTER TABLE t ADD UNIQUE (a, day)", "23505").exampleKeys())
                .containsExactly("id=3, day=2026-02-01", "id=4, day=2026-02-01");
    }

    @Test
    void rowsThatAreAlikeAreAllFoundAndNullsAreNotAlike() throws SQLException {
        given(
                "CREATE TABLE t (id int PRIMARY KEY, a text, b int, CONSTRAINT pair UNIQUE (a, b) INCLUDE (id))",
                "ALTER TABLE t DROP CONSTRAINT pair",
                "INSERT INTO t VALUES (1, 'x', 1), (2, 'x', 1), (3, 'x', 2), (4, 'x', NULL), (5, 'x', NULL), (6, 'x', 1)");

        RefusedRows rows = one("ALTER TABLE t ADD CONSTRAINT pair UNIQUE (a, b) INCLUDE (id)", "23505");
        assertThat(rows.constraint()).isEqualTo("pair");
        assertThat(rows.exampleKeys()).containsExactly("id=1", "id=2", "id=6");
    }

    @Test
    void anIndexOnAnExpressionOfSomeRowsIsUnderstood() throws SQLException {
        String index = "CREATE UNIQUE INDEX one_mail ON t (lower(mail)) WHERE NOT gone";
        given(
                "CREATE TABLE t (id int PRIMARY KEY, mail text, gone boolean NOT NULL); " + index,
                "DROP INDEX one_mail",
                "INSERT INTO t VALUES (1, 'A', false), (2, 'a', false), (3, 'a', true), (4, 'b', false), (5, 'b', true)");

        assertThat(one(index, "23505").exampleKeys()).containsExactly("id=1", "id=2");
    }

    @Test
    void nullsThatTheIndexTakesForAlikeAreFound() throws SQLException {
        String key = "ALTER TABLE t ADD CONSTRAINT one UNIQUE NULLS NOT DISTINCT (a)";
        given(
                "CREATE TABLE t (id int PRIMARY KEY, a int); " + key,
                "ALTER TABLE t DROP CONSTRAINT one",
                "INSERT INTO t VALUES (1, NULL), (2, 1), (3, NULL)");

        assertThat(one(key, "23505").exampleKeys()).containsExactly("id=1", "id=3");
    }

    @Test
    void rowsOfATableWithoutKeyAreCountedWithoutExamples() throws SQLException {
        given(
                "CREATE TABLE t (id int CONSTRAINT t_pkey PRIMARY KEY)",
                "ALTER TABLE t DROP CONSTRAINT t_pkey",
                "INSERT INTO t VALUES (1), (2), (2)");

        RefusedRows rows = one("ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (id)", "23505");
        assertThat(rows.rows()).isEqualTo(2);
        assertThat(rows.exampleKeys()).isEmpty();
    }

    @Test
    void rowsThatExcludeEachOtherAreFound() throws SQLException {
        String key =
                "ALTER TABLE t ADD CONSTRAINT no_overlap EXCLUDE USING gist (box(point(0, lane), point(1, lane)) WITH &&,"
                        + " during WITH &&) WHERE (lane > 0)";
        given(
                "CREATE TABLE t (id int PRIMARY KEY, lane int, during int4range); " + key,
                "ALTER TABLE t DROP CONSTRAINT no_overlap",
                "INSERT INTO t VALUES (1, 1, '[1,5)'), (2, 1, '[4,6)'), (3, 1, '[6,9)'), (4, 2, '[1,5)'), (5, 0, '[1,2)'), (6, 0, '[1,2)')");

        assertThat(one(key, "23P01").exampleKeys()).containsExactly("id=1", "id=2");
    }

    @ParameterizedTest
    @CsvSource({"SIMPLE, id=2", "FULL, id=2; id=3"})
    void rowsThatReferToNoneAreFound(String match, String keys) throws SQLException {
        String key = "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES p MATCH " + match;
        given(
                "CREATE TABLE p (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE t (id int PRIMARY KEY, a int, b int); "
                        + key,
                "ALTER TABLE t DROP CONSTRAINT fk; ALTER TABLE p RENAME x TO z",
                "INSERT INTO p VALUES (1, 1); INSERT INTO t VALUES (1, 1, 1), (2, 1, 2), (3, 1, NULL), (4, NULL, NULL)");

        RefusedRows rows = one("ALTER TABLE p RENAME z TO x; " + key, "23503");
        assertThat(rows.table()).isEqualTo("t");
        assertThat(String.join("; ", rows.exampleKeys())).isEqualTo(keys);
    }

    @Test
    void periodsThatReferToPeriodsAreNotTakenForKeysThatDo() throws SQLException {
        String key = "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (n, PERIOD during) REFERENCES p (n, PERIOD during)";
        given(
                "CREATE TABLE p (n int4range, during daterange, PRIMARY KEY (n, during WITHOUT OVERLAPS));"
                        + "CREATE TABLE t (id int PRIMARY KEY, n int4range, during daterange); " + key,
                "ALTER TABLE t DROP CONSTRAINT fk",
                "INSERT INTO t VALUES (1, '[1,2)', '[2026-01-01,2026-01-02)')");

        assertUnknown(key, "23503", "periods");
    }

    @Test
    void aReferredRowThatTheReverseDeletesIsNotLaidOnOrphans() throws SQLException {
        given(
                "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, p int REFERENCES p)",
                "INSERT INTO p VALUES (1), (2); INSERT INTO t VALUES (1, 1)");

        assertUnknown("DELETE FROM p", "23503", "the reverse had itself written");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    varchar(3)   | text    | 22001 | 'abcd'        | 'abc', 'ab   ', 'äöü', NULL
                    char(3)      | text    | 22001 | 'abcd'        | 'abc', 'ab   ', 'äöü', NULL
                    varchar(3)   | int     | 22001 | 1234, -123    | 123, -12, NULL
                    varchar(3)[] | text[]  | 22001 | '{abcd}'      | '{abc,ab}', NULL
                    smallint     | int     | 22003 | 32768, -32769 | 32767, -32768, NULL
                    int          | bigint  | 22003 | 2147483648    | 2147483647, -2147483648, NULL
                    int          | numeric | 22003 | 2147483647.5, -2147483648.5 | 2147483647.4, -2147483648.4, NULL
                    int          | float8  | 22003 | 2147483647.6, 'NaN', 'Infinity' | 2147483647.4, -2147483648.5, NULL
                    bigint       | float8  | 22003 | 9223372036854775808 | -9223372036854775808, 9223372036854774784
                    numeric(5,2) | numeric | 22003 | 999.995, -1000, 'Infinity' | 999.994, 0.001, 'NaN', NULL
                    numeric(5,2) | float8  | 22003 | 1e3           | 999.994, 'NaN'
                    numeric(2,-2)| numeric | 22003 | 9950          | 9949, 12
                    numeric(2,3) | numeric | 22003 | 0.0995        | 0.0994
                    real         | float8  | 22003 | 1e39, 1e-60   | 1e38, 1e-30, 'Infinity'
                    bit(3)       | varbit  | 22026 | B'10', B'1010' | B'101'
                    varbit(3)    | varbit  | 22001 | B'1010'       | B'10', B''
                    """)
    void valuesThatTheOldTypeCannotHoldAreFound(String old, String type, String state, String bad, String good)
            throws SQLException {
        typed(old, type, bad, good);

        RefusedRows rows = one("ALTER TABLE t ALTER v TYPE " + old, state);
        assertThat(rows.rows()).isEqualTo(bad.split(",(?![^{]*})").length);
        assertThat(rows.what()).startsWith("whose v does not fit ");
        assertThat(rows.exampleKeys()).allMatch(key -> key.startsWith("id=1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    int         | 22P02 | 'x', '', '1.5', '2147483648' | '1', ' 7 ', '-2147483648', NULL
                    int         | 22003 | '2147483648'     | '2147483647', NULL
                    numeric     | 22P02 | 'x'              | '1e5', 'NaN'
                    uuid        | 22P02 | 'x'              | '00000000-0000-0000-0000-000000000000'
                    boolean     | 22P02 | 'maybe'          | 'yes', 'f', '1'
                    jsonb       | 22P02 | '{', ''          | '{}', 'null'
                    date        | 22007 | 'tomorrowish'    | '2026-02-28'
                    date        | 22008 | '2026-02-30'     | '2026-02-28', 'infinity'
                    timestamptz | 22007 | 'x'              | '2026-02-28 10:00+02'
                    bytea       | 22023 | '\\x1'         | '\\x12', 'abc'
                    """)
    void textsThatAreNoValueOfTheOldTypeAreFound(String old, String state, String bad, String good)
            throws SQLException {
        typed(old, "text", bad, good);

        RefusedRows rows = one("ALTER TABLE t ALTER v TYPE " + old + " USING v::" + old, state);
        assertThat(rows.rows()).isEqualTo(bad.split(",").length);
    }

    @Test
    void labelsThatTheOldEnumLacksAreFoundAlsoWhereItsNameStays() throws SQLException {
        given(
                "CREATE TYPE mood AS ENUM ('good', 'it''s bad'); CREATE TABLE t (id int PRIMARY KEY, v mood)",
                "ALTER TYPE mood ADD VALUE 'new'",
                "INSERT INTO t VALUES (1, 'new'), (2, 'good'), (3, 'it''s bad'), (4, NULL)");

        assertThat(one(
                                "ALTER TYPE mood RENAME TO wide; CREATE TYPE mood AS ENUM ('good', 'it''s bad');"
                                        + "ALTER TABLE t ALTER v TYPE mood USING v::text::mood",
                                "22P02")
                        .exampleKeys())
                .containsExactly("id=1");
    }

    @Test
    void eachColumnWithSuchValuesIsNamedAndNoOther() throws SQLException {
        given(
                "CREATE TABLE t (id int PRIMARY KEY, a varchar(3), b varchar(2), c int, same varchar(3)); CREATE TABLE u (a varchar(2))",
                "ALTER TABLE t ALTER a TYPE text, ALTER b TYPE text, ALTER c TYPE bigint; ALTER TABLE u ALTER a TYPE text",
                "INSERT INTO t VALUES (1, 'abcd', 'abc', 3000000000, 'abc'), (2, 'abc', 'ab', 1, 'abc'), (3, 'abcd', 'a', 1, 'a')");

        assertThat(refused(
                        "ALTER TABLE u ALTER a TYPE varchar(2); ALTER TABLE t ALTER b TYPE varchar(2), ALTER a TYPE varchar(3)",
                        "22001"))
                .extracting(RefusedRows::what, RefusedRows::rows)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("whose a does not fit character varying(3)", 2L),
                        org.assertj.core.groups.Tuple.tuple("whose b does not fit character varying(2)", 1L));
    }

    @Test
    void aDomainsCheckIsAskedOfTheServer() throws SQLException {
        given(
                "CREATE DOMAIN few AS int CONSTRAINT up_to_9 CHECK (VALUE < 10); CREATE TABLE t (id int PRIMARY KEY, v few, w few)",
                "ALTER TABLE t ALTER v TYPE int",
                "INSERT INTO t VALUES (1, 10), (2, 9), (3, NULL)");

        assertThat(one("ALTER TABLE t ALTER v TYPE few", "23514").exampleKeys()).containsExactly("id=1");
    }

    @Test
    void whatCannotBeCountedSaysWhy() throws SQLException {
        given(
                "CREATE TABLE t (id int PRIMARY KEY, v int CONSTRAINT inverse CHECK (10 / v > 1))",
                "ALTER TABLE t DROP CONSTRAINT inverse",
                "INSERT INTO t VALUES (1, 100), (2, 0)");

        assertUnknown("ALTER TABLE t ADD CONSTRAINT inverse CHECK (10 / v > 1)", "23514", "SQLState 22012");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1 / 0", "DO $$BEGIN RAISE SQLSTATE '23000' USING TABLE = 'secret'; END$$"})
    void anErrorAboutNothingThatIsThereIsSaidToBeUnknown(String reverse) throws SQLException {
        given("CREATE TABLE t (id int PRIMARY KEY, v int)", "INSERT INTO t VALUES (1, 1)");

        RefusedRows rows = RefusingRows.find(refusing, control, failure(reverse).getSQLState(), null)
                .get(0);
        assertThat(rows.rows()).isNull();
        assertThat(rows.toString()).doesNotContain("secret");
    }

    private void typed(String old, String type, String bad, String good) throws SQLException {
        String rows = values(bad, 100) + ", " + values(good, 200);
        given(
                "CREATE TABLE t (id int PRIMARY KEY, v " + old + ")",
                "ALTER TABLE t ALTER v TYPE " + type + " USING NULL",
                "INSERT INTO t VALUES " + rows);
    }

    private static String values(String values, int from) {
        StringBuilder rows = new StringBuilder();
        int id = from;
        for (String value : values.split(",(?![^{]*})")) {
            rows.append(rows.isEmpty() ? "" : ", ").append("(" + id++ + ", " + value.strip() + ")");
        }
        return rows.toString();
    }

    /** The first statement makes the schema to go back to; the others go forward from there. */
    private void given(String old, String... forward) throws SQLException {
        DatabaseCopy before = TestServer.fresh("refusing-old");
        try (Connection connection = before.connect("refusing")) {
            execute(connection, old);
        }
        DatabaseCopy after = TestServer.shared().copy(before, "refusing-new_" + COUNT.incrementAndGet());
        control = before.connect("refusing");
        refusing = after.connect("refusing");
        for (String sql : forward) {
            execute(refusing, sql);
        }
    }

    private RefusedRows one(String reverse, String sqlState) throws SQLException {
        List<RefusedRows> refused = refused(reverse, sqlState);
        assertThat(refused).hasSize(1);
        return refused.get(0);
    }

    private List<RefusedRows> refused(String reverse, String sqlState) throws SQLException {
        SQLException failure = failure(reverse);
        assertThat(failure.getSQLState()).as(failure.getMessage()).isEqualTo(sqlState);
        List<RefusedRows> refused = RefusingRows.find(refusing, control, sqlState, ErrorSubjects.of(failure));
        assertThat(refusing.getAutoCommit() && control.getAutoCommit()).isTrue();
        reverseRunsWithout(refused, reverse);
        return refused;
    }

    private void reverseRunsWithout(List<RefusedRows> refused, String reverse) throws SQLException {
        refusing.setAutoCommit(false);
        for (RefusedRows rows : refused) {
            assertThat(rows.query()).as("of %s", rows).isNotNull();
            try (Statement statement = refusing.createStatement();
                    var row = statement.executeQuery("SELECT count(*) FROM (" + rows.query() + ") q")) {
                row.next();
                assertThat(row.getLong(1)).isEqualTo(rows.rows());
            }
        }
        for (RefusedRows rows : refused) {
            String table = UserTable.quoted(String.valueOf(rows.table()));
            execute(refusing, "DELETE FROM " + table + " WHERE id IN (SELECT id FROM (" + rows.query() + ") q)");
        }
        assertThatCode(() -> execute(refusing, reverse)).doesNotThrowAnyException();
        refusing.rollback();
        refusing.setAutoCommit(true);
    }

    private void assertUnknown(String reverse, String sqlState, String reason) throws SQLException {
        SQLException failure = failure(reverse);
        assertThat(failure.getSQLState()).isEqualTo(sqlState);
        List<RefusedRows> refused = RefusingRows.find(refusing, control, sqlState, ErrorSubjects.of(failure));
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).rows()).isNull();
        assertThat(refused.get(0).query()).isNull();
        assertThat(refused.get(0).unknown()).contains(reason);
    }

    private SQLException failure(String reverse) {
        return catchThrowableOfType(SQLException.class, () -> execute(refusing, reverse));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
