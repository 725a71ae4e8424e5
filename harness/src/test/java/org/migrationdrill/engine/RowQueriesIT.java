package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.observe.RowQuery;
import org.migrationdrill.observe.RowQuery.Place;

/** The subject is what a way back left behind; the migrated database is as it was right before. */
class RowQueriesIT {
    private static final String NOTES =
            "CREATE TABLE notes (id int PRIMARY KEY, note text, amount numeric, at timestamptz, n bigint)";
    /** Each tenth note is long, each fourth amount has many digits. */
    private static final String FORTY = """
            INSERT INTO notes SELECT i, 'Note ' || i || CASE WHEN i % 10 = 0 THEN ' that is a long one' ELSE '' END,
                   CASE WHEN i % 4 = 0 THEN i + 0.12345 ELSE i + 0.1 END, '2026-01-01 00:00Z'::timestamptz + i * interval '6 hours',
                   i
              FROM generate_series(1, 40) i
            """;

    private Trio trio;
    private DatabaseCopy database;
    private Connection migrated;

    @BeforeEach
    void start() throws SQLException {
        trio = new Trio();
        database = TestServer.fresh("rows_migrated");
        migrated = database.connect("rows-migrated");
    }

    @AfterEach
    void stop() throws SQLException {
        migrated.close();
        trio.close();
        TestServer.shared().drop(database);
    }

    @Test
    void textsThatAreCutAreFoundByTheirLength() throws SQLException {
        forty("UPDATE notes SET note = left(note, 12)");

        assertExact("SELECT id, note FROM notes WHERE length(note) > 12", 4);
    }

    @Test
    void textsThatAreCutToADeclaredLengthAreFoundByIt() throws SQLException {
        everywhere(
                "CREATE TABLE w (id int PRIMARY KEY, word varchar(6))",
                "ALTER TABLE w ALTER word TYPE text",
                "INSERT INTO w VALUES (1, 'short'), (2, 'sixsix'), (3, 'seven77'), (4, 'much longer')");
        trio.onSubject("ALTER TABLE w ALTER word TYPE varchar(6) USING left(word, 6)");

        assertExact("SELECT id, word FROM w WHERE length(word) > 6", 2);
    }

    @Test
    void textsThatLoseTheirTrailingSpacesAreFoundByThem() throws SQLException {
        forty();
        everywhere("UPDATE notes SET note = note || '  ' WHERE id IN (3, 17)");
        trio.onSubject("UPDATE notes SET note = rtrim(note)");

        assertExact("SELECT id, note FROM notes WHERE note <> rtrim(note)", 2);
    }

    @Test
    void emptiedValuesAreThoseThatAreNotNull() throws SQLException {
        forty();
        everywhere("UPDATE notes SET note = NULL WHERE id % 2 = 0");
        trio.onSubject("UPDATE notes SET note = NULL");

        assertExact("SELECT id, note FROM notes WHERE note IS NOT NULL", 20);
    }

    @Test
    void emptiedValuesAreThoseThatAreNotEmpty() throws SQLException {
        forty();
        everywhere("UPDATE notes SET note = '' WHERE id % 2 = 0");
        trio.onSubject("UPDATE notes SET note = ''");

        assertExact("SELECT id, note FROM notes WHERE note <> ''", 20);
    }

    @Test
    void numbersThatTheOldTypeDoesNotHaveAreFoundByItsRange() throws SQLException {
        everywhere("CREATE TABLE c (id int PRIMARY KEY, hits int)", "INSERT INTO c VALUES (1, 1), (2, 2), (3, 3)");
        Trio.execute(migrated, "ALTER TABLE c ALTER hits TYPE bigint", "UPDATE c SET hits = 3000000000 WHERE id > 1");
        trio.onControls("UPDATE c SET hits = 0 WHERE id > 1");
        trio.onSubject("UPDATE c SET hits = NULL WHERE id > 1");

        assertExact("SELECT id, hits FROM c WHERE hits NOT BETWEEN -2147483648 AND 2147483647", 2);
    }

    @Test
    void defaultedValuesAreThoseThatAreAnother() throws SQLException {
        everywhere(
                "CREATE TABLE s (id int PRIMARY KEY, state text DEFAULT 'it''s new')",
                "INSERT INTO s SELECT i, CASE i % 3 WHEN 0 THEN 'paid' WHEN 1 THEN 'open' ELSE 'it''s new' END"
                        + " FROM generate_series(1, 30) i");
        trio.onSubject("UPDATE s SET state = DEFAULT");

        assertExact("SELECT id, state FROM s WHERE state IS DISTINCT FROM 'it''s new'", 20);
    }

    @Test
    void nullsThatAreFilledInAreFoundAsNulls() throws SQLException {
        forty();
        everywhere("UPDATE notes SET n = NULL WHERE id % 5 = 0");
        trio.onSubject("UPDATE notes SET n = 0 WHERE n IS NULL");

        assertExact("SELECT id, n FROM notes WHERE n IS NULL", 8);
    }

    @Test
    void numbersThatAreRoundedAreThoseWithMoreDigits() throws SQLException {
        forty("UPDATE notes SET amount = round(amount, 2)");

        // All have another scale; those whose value is another one are rounded, the others spelt in another way.
        RowQuery query = find(true).orElseThrow();

        assertThat(query.exact()).isTrue();
        assertThat(query.differs()).isEqualTo(40);

        trio.onSubject("UPDATE notes SET amount = trim_scale(amount)");

        assertExact("SELECT id, amount FROM notes WHERE amount <> round(amount, 2)", 10);
    }

    @Test
    void timesThatAreRoundedToADayAreFound() throws SQLException {
        forty("UPDATE notes SET at = date_trunc('day', at, 'UTC')");

        assertExact("SELECT id, at FROM notes WHERE at <> date_trunc('day', at, 'UTC')", 30);
    }

    @Test
    void numbersThatARealDoesNotHoldAreFound() throws SQLException {
        everywhere("CREATE TABLE r (id int PRIMARY KEY, v numeric)", "INSERT INTO r VALUES (1, 0.5), (2, 1.25)");
        everywhere("INSERT INTO r VALUES (3, 123456789), (4, 987654321)");
        trio.onSubject("UPDATE r SET v = v::real::numeric");

        assertExact("SELECT id, v FROM r WHERE v <> v::real::numeric", 2);
    }

    @Test
    void textsThatAreReEncodedAreFound() throws SQLException {
        forty();
        everywhere(
                "UPDATE notes SET note = lower(note) WHERE id > 5",
                "UPDATE notes SET note = 'Zoë ' || id WHERE id = 9");
        trio.onSubject("UPDATE notes SET note = lower(note)");

        assertExact("SELECT id, note FROM notes WHERE note <> lower(note)", 6);
    }

    @Test
    void lettersThatBecomeQuestionMarksAreFound() throws SQLException {
        forty();
        everywhere("UPDATE notes SET note = 'Zoë ' || id WHERE id IN (2, 9)");
        trio.onSubject("UPDATE notes SET note = replace(note, 'ë', '?')");

        assertExact("SELECT id, note FROM notes WHERE note ~ '[^[:ascii:]]'", 2);
    }

    @Test
    void replacedValuesThatWereAllTheSameAreFoundByTheirValue() throws SQLException {
        forty();
        everywhere("UPDATE notes SET note = 'partly refunded' WHERE id IN (3, 4, 19)");
        trio.onSubject("UPDATE notes SET note = 'sold' WHERE note = 'partly refunded'");

        assertExact("SELECT id, note FROM notes WHERE note = 'partly refunded'", 3);
        assertThat(find(false)).isEmpty();
    }

    @Test
    void differencesInSeveralColumnsAreFoundTogether() throws SQLException {
        forty("UPDATE notes SET note = left(note, 12), n = NULL WHERE id % 10 = 0");
        everywhere("UPDATE notes SET n = NULL WHERE id < 38 AND id <> 10");
        trio.onSubject("UPDATE notes SET n = NULL");

        assertExact("SELECT id, n, note FROM notes WHERE n IS NOT NULL OR length(note) > 12", 6);
    }

    @Test
    void oneColumnThatIsDegradedInSeveralWaysIsFoundByAllOfThem() throws SQLException {
        forty("UPDATE notes SET note = left(note, 12)");
        everywhere("UPDATE notes SET note = 'Ünd' WHERE id IN (3, 4)");
        trio.onSubject("UPDATE notes SET note = replace(note, 'Ü', '?')");

        assertExact("SELECT id, note FROM notes WHERE length(note) > 12 OR note ~ '[^[:ascii:]]'", 6);
    }

    @Test
    void allRowsLostAreTheWholeTable() throws SQLException {
        forty("DROP TABLE notes");

        assertExact("SELECT id FROM notes", 40);
    }

    @Test
    void lostRowsAreFoundByWhatTheyShareInANewColumn() throws SQLException {
        forty("DELETE FROM notes WHERE id % 8 = 0");
        Trio.execute(
                migrated,
                "ALTER TABLE notes ADD \"Deleted at\" date",
                "UPDATE notes SET \"Deleted at\" = now() WHERE id % 8 = 0");

        RowQuery query = assertFinds(find(true).orElseThrow(), 5);

        assertThat(query.sql()).startsWith("SELECT id FROM notes WHERE \"Deleted at\" = '2");
        assertThat(assertFinds(find(false).orElseThrow(), 5).sql())
                .isEqualTo("SELECT id FROM notes WHERE \"Deleted at\" IS NOT NULL");
    }

    @Test
    void rowsThatCameBackAreListed() throws SQLException {
        forty();
        everywhere("DELETE FROM notes WHERE id IN (7, 8)");
        trio.onSubject("INSERT INTO notes VALUES (7), (8)");

        assertThat(findExtra(true))
                .contains(new RowQuery("SELECT id FROM notes WHERE note IS NULL", Place.ROLLED_BACK, 2, 2));
        assertThat(find(true)).isEmpty();
    }

    @Test
    void rowsThatCameBackAreListedWhereTheyHaveNothingOfTheirOwnInCommon() throws SQLException {
        forty();
        everywhere("DELETE FROM notes WHERE id IN (7, 8)");
        trio.onSubject("INSERT INTO notes (id, note) VALUES (7, 'seven'), (8, 'eight')", "UPDATE notes SET n = 1");
        trio.onControls("UPDATE notes SET amount = NULL, at = NULL, n = 1");
        trio.onSubject("UPDATE notes SET amount = NULL, at = NULL");

        assertThat(findExtra(true))
                .contains(new RowQuery("SELECT id FROM notes WHERE id IN (7, 8)", Place.ROLLED_BACK, 2, 2));
        assertThat(findExtra(false)).as("a list of keys is of values").isEmpty();
    }

    @Test
    void ofManyRowsThatCameBackTheExamplesAreListed() throws SQLException {
        forty();
        everywhere("DELETE FROM notes WHERE id <= 7");
        trio.onSubject(FORTY + " ON CONFLICT DO NOTHING");

        RowQuery query = findExtra(true).orElseThrow();

        assertThat(query)
                .isEqualTo(new RowQuery("SELECT id FROM notes WHERE id IN (1, 2, 3, 4, 5)", Place.ROLLED_BACK, 5, 7));
        assertThat(rows(trio.subject, query.sql())).isEqualTo(5);
    }

    @Test
    void rowsThatCameBackIntoATableWithoutAKeyAreListedWhole() throws SQLException {
        everywhere("CREATE TABLE log (a int, b text)", "INSERT INTO log VALUES (1, 'x'), (2, 'x')");
        trio.onSubject("INSERT INTO log VALUES (3, 'x')");

        RowQuery query = findExtra(true).orElseThrow();

        assertThat(query.exact()).isTrue();
        assertThat(rows(trio.subject, query.sql())).isEqualTo(1);
    }

    @Test
    void harmedRowsAndRowsThatCameBackHaveAQueryEach() throws SQLException {
        forty();
        everywhere("DELETE FROM notes WHERE id IN (7, 8)");
        trio.onSubject("UPDATE notes SET note = left(note, 12)", "INSERT INTO notes VALUES (7), (8)");

        assertExact("SELECT id, note FROM notes WHERE length(note) > 12", 4);
        assertThat(findExtra(true))
                .contains(new RowQuery("SELECT id FROM notes WHERE note IS NULL", Place.ROLLED_BACK, 2, 2));
    }

    @Test
    void valuesOfAnAbsentColumnAreThoseThatAreNotNull() throws SQLException {
        forty("ALTER TABLE notes DROP note");
        everywhereBut("UPDATE notes SET note = NULL WHERE id > 12");

        assertExact("SELECT id, note FROM notes WHERE note IS NOT NULL", 12);
    }

    @Test
    void nothingIsToBeFoundWhereNothingDiffersOrNoValueWasThere() throws SQLException {
        forty();
        assertThat(find(true)).isEmpty();

        everywhere("UPDATE notes SET note = NULL");
        trio.onSubject("ALTER TABLE notes DROP note");
        assertThat(find(true)).isEmpty();
    }

    @Test
    void withoutAnExactPredicateTheExamplesAreListed() throws SQLException {
        forty("UPDATE notes SET note = md5(note) WHERE id IN (2, 3, 5, 7, 11, 13)");

        assertThat(find(true))
                .contains(
                        new RowQuery("SELECT id, note FROM notes WHERE id IN (2, 3, 5, 7, 11)", Place.MIGRATED, 5, 6));
        assertThat(find(false)).isEmpty();
    }

    @Test
    void aPredicateThatFindsAsManyOthersIsNotTaken() throws SQLException {
        everywhere(
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "INSERT INTO t SELECT i, CASE WHEN i % 2 = 0 THEN 'x' END FROM generate_series(1, 20) i");
        trio.onSubject("UPDATE t SET v = 'y' WHERE id <= 10");

        assertThat(find(true).orElseThrow())
                .isEqualTo(new RowQuery("SELECT id, v FROM t WHERE id IN (1, 2, 3, 4, 5)", Place.MIGRATED, 5, 10));
    }

    @Test
    void rowsWithoutAKeyAreFoundByAPredicateOrListedWhole() throws SQLException {
        everywhere(
                "CREATE TABLE log (word text, n int)",
                "INSERT INTO log SELECT CASE WHEN i % 4 = 0 THEN NULL ELSE 'w' || i END, i FROM generate_series(1, 20) i");
        trio.onSubject("DELETE FROM log WHERE word IS NULL");

        assertExact("SELECT * FROM log WHERE word IS NULL", 5);

        trio.onSubject(
                "INSERT INTO log SELECT NULL, i * 4 FROM generate_series(1, 5) i", "DELETE FROM log WHERE n IN (1, 4)");

        assertExact("SELECT * FROM log WHERE ROW(word, n)::text IN ('(,4)', '(w1,1)')", 2);
    }

    @Test
    void hostileNamesAndValuesAreQuoted() throws SQLException {
        everywhere(
                "CREATE SCHEMA \"a \"\"b\"\"\"",
                "CREATE TABLE \"a \"\"b\"\"\".\"select\" (\"the 'id'\" text, \"from\" int, \"%s\" text, PRIMARY KEY (\"the 'id'\", \"from\"))",
                "INSERT INTO \"a \"\"b\"\"\".\"select\" SELECT E'it''s \\\\ 1, from=' || i, i, 'v' || i FROM generate_series(1, 9) i");
        trio.onSubject("UPDATE \"a \"\"b\"\"\".\"select\" SET \"%s\" = md5(\"%s\") WHERE \"from\" IN (1, 2)");

        RowQuery query = assertFinds(find(true).orElseThrow(), 2);

        assertThat(query.sql())
                .isEqualTo(
                        "SELECT \"the 'id'\", \"from\", \"%s\" FROM \"a \"\"b\"\"\".\"select\" WHERE (\"the 'id'\", \"from\")"
                                + " IN ((E'it''s \\\\ 1, from=1', 1), (E'it''s \\\\ 1, from=2', 2))");
    }

    @Test
    void keysThatAreTooLongToBeShownInFullAreFound() throws SQLException {
        everywhere(
                "CREATE TABLE k (name text PRIMARY KEY, v text)",
                "INSERT INTO k SELECT i || repeat('é', 200), 'v' || i FROM generate_series(1, 9) i");
        trio.onSubject("UPDATE k SET v = md5(v) WHERE name LIKE '3%'");

        assertFinds(find(true).orElseThrow(), 1);
    }

    @Test
    void theControlIsAskedWhereTheMigratedColumnHasAnotherName() throws SQLException {
        forty("UPDATE notes SET note = left(note, 12)");
        Trio.execute(migrated, "ALTER TABLE notes RENAME note TO remark");

        RowQuery query = find(true).orElseThrow();

        assertThat(query)
                .isEqualTo(new RowQuery("SELECT id, note FROM notes WHERE length(note) > 12", Place.OLD_SCHEMA, 4, 4));
        assertThat(query.onMigrated()).isFalse();
        assertThat(rows(trio.control, query.sql())).isEqualTo(4);
    }

    @Test
    void childTablesAreTablesOfTheirOwn() throws SQLException {
        forty("UPDATE notes SET note = left(note, 12)");
        everywhere("CREATE TABLE child () INHERITS (notes)", "INSERT INTO child VALUES (1, 'Note that is a long one')");

        assertThat(find(true).orElseThrow())
                .isEqualTo(
                        new RowQuery("SELECT id, note FROM ONLY notes WHERE length(note) > 12", Place.MIGRATED, 4, 4));
    }

    @Test
    void theDatabasesAreInAutocommitAfterwardsAndAsTheyWere() throws SQLException {
        forty("UPDATE notes SET note = md5(note)");

        find(true);

        assertThat(migrated.getAutoCommit()).isTrue();
        assertThat(rows(migrated, "SELECT 1 WHERE current_setting('statement_timeout') = '0'"))
                .isEqualTo(1);
    }

    private void forty(String... onSubject) throws SQLException {
        everywhere(NOTES, FORTY);
        trio.onSubject(onSubject);
    }

    private void everywhere(String... statements) throws SQLException {
        everywhereBut(statements);
        trio.onSubject(statements);
    }

    private void everywhereBut(String... statements) throws SQLException {
        trio.onControls(statements);
        Trio.execute(migrated, statements);
    }

    private Optional<RowQuery> find(boolean showValues) throws SQLException {
        return RowQueries.find(
                migrated,
                trio.control,
                trio.compare().tables().stream()
                        .filter(t -> !t.table().equals("child"))
                        .findFirst()
                        .orElseThrow(),
                showValues);
    }

    private Optional<RowQuery> findExtra(boolean showValues) throws SQLException {
        return RowQueries.findExtra(trio.subject, trio.control, trio.table(), showValues);
    }

    private void assertExact(String sql, long rows) throws SQLException {
        assertThat(assertFinds(find(true).orElseThrow(), rows).sql()).isEqualTo(sql);
    }

    private RowQuery assertFinds(RowQuery query, long rows) throws SQLException {
        assertThat(rows(migrated, query.sql())).as(query.sql()).isEqualTo(rows);
        assertThat(query).isEqualTo(new RowQuery(query.sql(), Place.MIGRATED, rows, rows));
        return query;
    }

    private static long rows(Connection connection, String sql) throws SQLException {
        long count = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }
}
