package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationdrill.observe.CellDifference;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.RowDifference;
import org.migrationdrill.observe.RowDifference.Kind;
import org.migrationdrill.observe.TableComparison;

class PostgresRowsIT {
    private static final String EVENTS =
            "CREATE TABLE events (id bigint PRIMARY KEY, kind text, at timestamptz DEFAULT clock_timestamp())";
    private static final String FIVE_EVENTS =
            "INSERT INTO events SELECT n, 'click', '2026-01-01' FROM generate_series(1, 5) n";

    private static final String OBJECTS = "SELECT lo_from_bytea(901, convert_to(repeat('a', 5000), 'UTF8')),"
            + " lo_from_bytea(902, 'two'), lo_from_bytea(903, '')";

    private Trio trio;

    @BeforeEach
    void start() throws SQLException {
        trio = new Trio();
    }

    @AfterEach
    void stop() throws SQLException {
        trio.close();
    }

    @Test
    void sameRowsInAnotherOrderAreEqual() throws SQLException {
        trio.everywhere(EVENTS).onControls(FIVE_EVENTS).onSubject(FIVE_EVENTS.replace("n, 'click'", "6 - n, 'click'"));

        RowComparison comparison = trio.compare();

        assertThat(comparison.equal()).isTrue();
        assertThat(comparison.different()).isEmpty();
        assertThat(comparison.tables().get(0).rows()).isEqualTo(5);
    }

    @Test
    void oneChangedCellIsFoundWithItsValues() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS).onSubject("UPDATE events SET kind = 'buy' WHERE id = 4");

        RowComparison comparison = trio.compare();

        assertThat(comparison.equal()).isFalse();
        assertThat(comparison.changed()).isEqualTo(1);
        assertThat(comparison.tables().get(0).examples())
                .containsExactly(changed("id=4", new CellDifference("kind", "click", "buy")));
        assertThat(comparison.examples(3)).containsExactly("events id=4: kind 'click' -> 'buy'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text            | NULL            | ''",
                "numeric         | 1.0             | 1.00",
                "float8          | '0'             | '-0'",
                "float8          | 'NaN'           | 'Infinity'",
                "float8          | 0.1             | 0.10000000000000002",
                "json            | '{\"a\":1}'     | '{\"a\": 1}'",
                "jsonb           | '{\"a\":1}'     | '{\"a\":1.0}'",
                "bytea           | '\\x00'         | '\\x0000'",
                "text[]          | '{NULL}'        | '{\"NULL\"}'",
                "interval        | '1 day'         | '24 hours'",
                "point           | '(1,2)'         | '(2,1)'",
                "text            | repeat('x',999) | repeat('x',998) || 'y'",
            })
    void valuesThatOnlyLookAlikeDiffer(String type, String one, String other) throws SQLException {
        String table = "CREATE TABLE t (id int PRIMARY KEY, value " + type + ")";
        trio.everywhere(table, "INSERT INTO t VALUES (1, " + one + ")");
        assertThat(trio.compare().equal()).isTrue();

        trio.onSubject("UPDATE t SET value = " + other);

        assertThat(trio.table().changed()).isEqualTo(1);
    }

    @Test
    void sameInstantInOtherSessionSettingsIsEqual() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS.replace("2026-01-01", "2026-01-01 00:00:00+00"))
                .onSubject("SET TimeZone = 'Asia/Tokyo'", "SET bytea_output = 'escape'");

        assertThat(trio.compare().equal()).isTrue();
        assertThat(setting("TimeZone")).isEqualTo("Asia/Tokyo");
    }

    @Test
    void retypedColumnIsComparedAsTextAndListed() throws SQLException {
        trio.everywhere(
                        "CREATE TABLE t (id int PRIMARY KEY, payload json, code char(4))",
                        "INSERT INTO t VALUES (1, '{\"a\":1}', 'ab')")
                .onSubject("ALTER TABLE t ALTER id TYPE bigint, ALTER payload TYPE jsonb, ALTER code TYPE text");

        TableComparison table = trio.table();

        assertThat(table.retypedColumns()).containsExactly("id", "payload", "code");
        assertThat(table.examples())
                .containsExactly(changed(
                        "id=1",
                        new CellDifference("payload", "{\"a\":1}", "{\"a\": 1}"),
                        new CellDifference("code", "ab  ", "ab")));
    }

    @Test
    void missingAndExtraRowsAreCountedApart() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS)
                .onSubject(
                        "DELETE FROM events WHERE id IN (2, 3)", "INSERT INTO events VALUES (10, 'buy', '2026-01-02')");

        TableComparison table = trio.table();

        assertThat(table.missing()).isEqualTo(2);
        assertThat(table.extra()).isEqualTo(1);
        assertThat(table.changed()).isZero();
        assertThat(table.examples()).extracting(RowDifference::key).containsExactly("id=2", "id=3", "id=10");
        assertThat(table.examples().get(2).cells()).contains(new CellDifference("kind", null, "buy"));
    }

    @Test
    void columnThatWasDroppedAndAddedAgainIsEmpty() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS)
                .onSubject("ALTER TABLE events DROP kind", "ALTER TABLE events ADD kind text");

        TableComparison table = trio.table();

        assertThat(table.changed()).isEqualTo(5);
        assertThat(table.examples()).hasSize(5).allSatisfy(row -> assertThat(row.cells())
                .containsExactly(new CellDifference("kind", "click", null)));
    }

    @Test
    void droppedColumnIsListedAndTheOthersCompared() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS)
                .onSubject("ALTER TABLE events DROP kind", "UPDATE events SET at = NULL WHERE id = 1");

        TableComparison table = trio.table();

        assertThat(table.absentColumns()).containsExactly("kind");
        assertThat(table.changed()).isEqualTo(1);
        assertThat(table.equal()).isFalse();
    }

    @Test
    void renamedTableIsAbsent() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS).onSubject("ALTER TABLE events RENAME TO happenings");

        TableComparison table = trio.table();

        assertThat(table.present()).isFalse();
        assertThat(table.equal()).isFalse();
        assertThat(table.missing()).isEqualTo(5);
    }

    @Test
    void viewInATablesPlaceIsThatTable() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS)
                .onSubject(
                        "ALTER TABLE events RENAME TO happenings",
                        "CREATE VIEW events AS SELECT at, id, kind FROM happenings");
        assertThat(trio.compare().equal()).isTrue();

        trio.onSubject("DELETE FROM happenings WHERE id = 2");

        assertThat(trio.table().missing()).isEqualTo(1);
    }

    @Test
    void viewsOfBothAreNotCompared() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS, "CREATE VIEW drawn AS SELECT id, random() AS lot FROM events")
                .onSubject("CREATE OR REPLACE VIEW drawn AS SELECT id, random() AS lot FROM events WHERE id > 1");

        assertThat(trio.compare().tables()).extracting(TableComparison::table).containsExactly("events");
    }

    @Test
    void viewIsNoTable() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS).onControls("CREATE VIEW kinds AS SELECT DISTINCT kind FROM events");

        assertThat(trio.compare().equal()).isTrue();
    }

    @Test
    void subjectsOwnTablesAndExcludedOnesAreNotCompared() throws SQLException {
        trio.everywhere(EVENTS, "CREATE SCHEMA log", "CREATE TABLE log.lines (id int)")
                .onSubject("CREATE TABLE tenants (id int)", FIVE_EVENTS, "INSERT INTO log.lines VALUES (1)");

        RowComparison all = trio.compare();
        RowComparison some = PostgresRows.compare(
                trio.control,
                trio.noise,
                trio.subject,
                RowTerms.of(Set.of("public.events", "log.lines"), 1_000),
                new KnownRows());

        assertThat(all.tables()).extracting(TableComparison::table).containsExactly("events", "log.lines");
        assertThat(some.tables()).isEmpty();
        assertThat(some.equal()).isTrue();
    }

    @Test
    void rowsWithoutKeyAreComparedAsMultiset() throws SQLException {
        trio.everywhere("CREATE TABLE t (word text, n int)", "INSERT INTO t SELECT 'a', 1 FROM generate_series(1, 4)")
                .onControls("INSERT INTO t VALUES ('b', NULL)")
                .onSubject("INSERT INTO t VALUES ('a', 1), ('c', 2), ('c', 2)");

        TableComparison table = trio.table();

        assertThat(table.keyless()).isTrue();
        assertThat(table.missing()).isEqualTo(1);
        assertThat(table.extra()).isEqualTo(3);
        assertThat(table.examples()).extracting(RowDifference::key).containsExactly("(b,)", "(a,1)", "(c,2)", "(c,2)");
    }

    @Test
    void duplicatesThatCancelOutInPairsAreStillCounted() throws SQLException {
        trio.everywhere("CREATE TABLE t (word text)")
                .onControls("INSERT INTO t VALUES ('a'), ('a'), ('b'), ('b')")
                .onSubject("INSERT INTO t VALUES ('c'), ('c'), ('d'), ('d')");

        assertThat(trio.table().missing()).isEqualTo(4);
        assertThat(trio.table().extra()).isEqualTo(4);
    }

    @Test
    void partitionedTableIsComparedAsOne() throws SQLException {
        String root = "CREATE TABLE m (id int, day date, v text, PRIMARY KEY (day, id)) PARTITION BY RANGE (day)";
        String wide = "CREATE TABLE m_all PARTITION OF m DEFAULT";
        String rows = "INSERT INTO m SELECT n, date '2026-01-01' + n, 'v' FROM generate_series(1, 60) n";
        trio.onControls(root, wide, rows)
                .onSubject(
                        root,
                        "CREATE TABLE m_jan PARTITION OF m FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')",
                        wide,
                        rows);
        assertThat(trio.compare().equal()).isTrue();

        trio.onSubject("UPDATE m SET v = 'w' WHERE id = 7");

        assertThat(trio.table().examples())
                .containsExactly(changed("day=2026-01-08, id=7", new CellDifference("v", "v", "w")));
    }

    @Test
    void inheritanceChildrenAreTablesOfTheirOwn() throws SQLException {
        trio.everywhere(
                        "CREATE TABLE parent (id int PRIMARY KEY)",
                        "CREATE TABLE child (PRIMARY KEY (id)) INHERITS (parent)",
                        "INSERT INTO parent VALUES (1)",
                        "INSERT INTO child VALUES (2)")
                .onSubject("DELETE FROM child");

        RowComparison comparison = trio.compare();

        assertThat(comparison.tables()).extracting(TableComparison::rows).containsExactly(1L, 1L);
        assertThat(comparison.missing()).isEqualTo(1);
    }

    @Test
    void rowThatMovedToAnotherPartitionIsTheSameThroughTheRoot() throws SQLException {
        trio.everywhere(
                        "CREATE TABLE m (id int PRIMARY KEY, v text) PARTITION BY RANGE (id)",
                        "CREATE TABLE low PARTITION OF m FOR VALUES FROM (0) TO (10)",
                        "CREATE TABLE high PARTITION OF m FOR VALUES FROM (10) TO (20)",
                        "INSERT INTO m SELECT n, 'v' FROM generate_series(1, 19) n")
                .onSubject(
                        "ALTER TABLE m DETACH PARTITION low",
                        "CREATE TABLE lowest PARTITION OF m FOR VALUES FROM (0) TO (5)",
                        "CREATE TABLE lower PARTITION OF m FOR VALUES FROM (5) TO (10)",
                        "INSERT INTO m SELECT * FROM low",
                        "DROP TABLE low");

        assertThat(trio.compare().equal()).isTrue();
    }

    @Test
    void rowsOfADetachedPartitionAreMissing() throws SQLException {
        trio.everywhere(
                        "CREATE TABLE m (id int PRIMARY KEY, v text) PARTITION BY RANGE (id)",
                        "CREATE TABLE low PARTITION OF m FOR VALUES FROM (0) TO (10)",
                        "CREATE TABLE high PARTITION OF m FOR VALUES FROM (10) TO (20)",
                        "INSERT INTO m SELECT n, 'v' FROM generate_series(1, 19) n")
                .onSubject("ALTER TABLE m DETACH PARTITION low");
        assertThat(trio.table().missing()).isEqualTo(9);

        trio.onSubject("ALTER TABLE m ATTACH PARTITION low FOR VALUES FROM (0) TO (10)");
        assertThat(trio.compare().equal()).isTrue();

        trio.onSubject("DROP TABLE low");
        assertThat(trio.table().missing()).isEqualTo(9);
    }

    @Test
    void rowThatMovedFromAnInheritanceChildToItsParentIsMissingInOneAndExtraInTheOther() throws SQLException {
        trio.everywhere(
                        "CREATE TABLE parent (id int PRIMARY KEY)",
                        "CREATE TABLE child (PRIMARY KEY (id)) INHERITS (parent)",
                        "INSERT INTO child VALUES (1), (2)")
                .onSubject("DELETE FROM child WHERE id = 2", "INSERT INTO parent VALUES (2)");

        assertThat(trio.compare().examples(9)).containsExactly("child id=2 is missing", "parent id=2 is extra");
    }

    @Test
    void sameLargeObjectsAreEqual() throws SQLException {
        trio.everywhere(OBJECTS, "GRANT SELECT ON LARGE OBJECT 901 TO PUBLIC");

        RowComparison comparison = trio.compare();

        assertThat(comparison.equal()).isTrue();
        assertThat(comparison.tables()).extracting(TableComparison::table).containsExactly("large objects");
        assertThat(comparison.tables().get(0).rows()).isEqualTo(3);
    }

    @Test
    void changedLargeObjectIsFoundByItsContentItsOwnerAndItsPrivileges() throws SQLException {
        trio.everywhere(OBJECTS)
                .onSubject(
                        "SELECT lo_put(901, 2100, '\\x58')",
                        "ALTER LARGE OBJECT 902 OWNER TO pg_monitor",
                        "GRANT SELECT ON LARGE OBJECT 903 TO PUBLIC");

        TableComparison objects = trio.table();

        assertThat(objects.changed()).isEqualTo(3);
        assertThat(objects.changedColumns())
                .containsExactly(entry("content", 1L), entry("owner", 1L), entry("privileges", 2L));
    }

    @Test
    void largeObjectThatOnlyOneSideHasCountsWhereTheOldAppMissesIt() throws SQLException {
        trio.everywhere(OBJECTS).onSubject("SELECT lo_unlink(902)", "SELECT lo_from_bytea(904, 'new')");

        TableComparison objects = trio.table();

        assertThat(objects.missing()).isEqualTo(1);
        assertThat(objects.extra()).isZero();
        assertThat(objects.examples()).extracting(RowDifference::key).containsExactly("oid=902");
    }

    @Test
    void largeObjectsWithOtherNumbersOnTheNoiseControlAreMatchedByTheirContent() throws SQLException {
        trio.onControl("SELECT lo_from_bytea(901, 'one')")
                .onNoise("SELECT lo_from_bytea(902, 'one')")
                .onSubject("SELECT lo_from_bytea(903, 'one')");
        assertThat(trio.table().differences().rows()).isZero();

        trio.onSubject("SELECT lo_put(903, 0, 'two')");
        assertThat(trio.table().missing()).isEqualTo(1);
    }

    @Test
    void hostileNamesAndKeysAreRead() throws SQLException {
        trio.everywhere(
                        "CREATE TABLE \"Odd \"\" %s 'name\" (\"the \"\" key\" text PRIMARY KEY, \"select\" int)",
                        "INSERT INTO \"Odd \"\" %s 'name\" VALUES ('a''b\"c\\', 1), ('😀', 2), ('\uFF5E', 3), ('(x,y)', 4), ('', 5)")
                .onSubject("UPDATE \"Odd \"\" %s 'name\" SET \"select\" = 0");

        TableComparison table = trio.table();

        assertThat(table.changed()).isEqualTo(5);
        assertThat(table.missing()).isZero();
        assertThat(table.examples())
                .extracting(RowDifference::key)
                .contains("the \" key=a'b\"c\\", "the \" key=😀", "the \" key=");
    }

    @Test
    void clocksAreMaskedButNotThatTheyAreEmpty() throws SQLException {
        trio.everywhere(EVENTS, "INSERT INTO events (id, kind) SELECT n, 'click' FROM generate_series(1, 20) n");
        RowComparison running = trio.compare();
        assertThat(running.equal()).isTrue();
        assertThat(running.maskedCells()).isEqualTo(20);

        trio.onSubject("UPDATE events SET at = NULL WHERE id = 3");

        assertThat(trio.table().changed()).isEqualTo(1);
        assertThat(trio.table().maskedCells()).isEqualTo(19);
        assertThat(trio.table().examples().get(0).key()).isEqualTo("id=3");
    }

    @Test
    void clockThatBothControlsAgreeOnIsNoNoise() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS).onSubject("UPDATE events SET at = now() WHERE id <= 2");

        assertThat(trio.table().changed()).isEqualTo(2);
        assertThat(trio.table().maskedCells()).isZero();
    }

    @Test
    void rowsWithRandomKeysAreMatchedByTheirOtherValues() throws SQLException {
        String table =
                "CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), word text, at timestamptz DEFAULT clock_timestamp())";
        trio.everywhere(table, "INSERT INTO t (word) VALUES ('a'), ('a'), ('b'), (NULL)");
        assertThat(trio.compare().equal()).isTrue();

        trio.onSubject("UPDATE t SET word = 'c' WHERE word = 'b'", "INSERT INTO t (word, at) VALUES ('a', NULL)");

        assertThat(trio.table().missing()).isEqualTo(1);
        assertThat(trio.table().extra()).isEqualTo(2);
        assertThat(trio.table().examples())
                .flatExtracting(RowDifference::cells)
                .contains(new CellDifference("word", "b", null), new CellDifference("word", null, "c"));
    }

    @Test
    void randomKeysDoNotHideThatAnOldRowIsGone() throws SQLException {
        String table = "CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), word text)";
        String old = "00000000-0000-0000-0000-000000000001";
        trio.everywhere(table, "INSERT INTO t VALUES ('" + old + "', 'old')", "INSERT INTO t (word) VALUES ('new')")
                .onSubject("DELETE FROM t WHERE word = 'old'");

        assertThat(trio.table().missing()).isEqualTo(1);
        assertThat(trio.table().extra()).isZero();
        assertThat(trio.table().examples()).extracting(RowDifference::key).containsExactly("id=" + old);
    }

    @Test
    void loggedLinesWithoutKeyButWithClockAreMasked() throws SQLException {
        trio.everywhere(
                "CREATE TABLE t (line text, at timestamptz DEFAULT clock_timestamp())",
                "INSERT INTO t (line) VALUES ('a'), ('b')");
        assertThat(trio.compare().equal()).isTrue();

        trio.onSubject("DELETE FROM t WHERE line = 'a'");

        assertThat(trio.table().missing()).isEqualTo(1);
    }

    @Test
    void writtenRowsAndThoseKeptAreCounted() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS);
        long since = PostgresRows.currentXid(trio.control);
        trio.everywhere(
                        "INSERT INTO events VALUES (6, 'buy', '2026-01-01'), (7, 'buy', '2026-01-01')",
                        "UPDATE events SET kind = 'view' WHERE id IN (1, 2)")
                .onSubject("DELETE FROM events WHERE id = 6", "UPDATE events SET kind = NULL WHERE id IN (2, 3)");

        RowComparison comparison = trio.compare(since);

        assertThat(comparison.changed()).isEqualTo(2);
        assertThat(comparison.written()).isEqualTo(4);
        assertThat(comparison.writtenKept()).isEqualTo(2);
    }

    @Test
    void nothingIsWrittenSinceNow() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS);

        assertThat(trio.compare().written()).isZero();
    }

    @Test
    void generatedColumnsAreCompared() throws SQLException {
        trio.everywhere(
                        "CREATE TABLE t (id int PRIMARY KEY, n int, twice int GENERATED ALWAYS AS (n * 2) STORED)",
                        "INSERT INTO t (id, n) VALUES (1, 1), (2, 2)")
                .onSubject("ALTER TABLE t ALTER twice SET EXPRESSION AS (n * 3)", "UPDATE t SET n = 5 WHERE id = 2");

        assertThat(trio.compare().examples(9))
                .containsExactly("t id=1: twice '2' -> '3'", "t id=2: n '2' -> '5', twice '4' -> '15'");
    }

    @Test
    void materializedViewsOfBothAreNotCompared() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS, "CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM events")
                .onSubject(
                        "DROP MATERIALIZED VIEW totals",
                        "CREATE MATERIALIZED VIEW totals AS SELECT 0 AS n, max(id) FROM events");

        assertThat(trio.compare().tables()).extracting(TableComparison::table).containsExactly("events");
    }

    @Test
    void materializedViewInATablesPlaceIsThatTable() throws SQLException {
        trio.everywhere(EVENTS, FIVE_EVENTS)
                .onSubject(
                        "ALTER TABLE events RENAME TO happenings",
                        "CREATE MATERIALIZED VIEW events AS SELECT * FROM happenings WHERE id <> 2");

        assertThat(trio.table().missing()).isEqualTo(1);
    }

    @Test
    void tableWithoutColumnsIsCounted() throws SQLException {
        trio.everywhere("CREATE TABLE t ()", "INSERT INTO t DEFAULT VALUES").onSubject("INSERT INTO t DEFAULT VALUES");

        assertThat(trio.table().extra()).isEqualTo(1);
    }

    @Test
    void longValuesAreCutInExamples() throws SQLException {
        trio.everywhere("CREATE TABLE t (id int PRIMARY KEY, v text)", "INSERT INTO t VALUES (1, repeat('😀', 5000))")
                .onSubject("UPDATE t SET v = v || '!'");

        CellDifference cell = trio.table().examples().get(0).cells().get(0);

        assertThat(cell.before()).isEqualTo("😀".repeat(79) + "…");
    }

    @Test
    void connectionsAreInAutocommitAfterwardsAlsoAfterAFailure() throws SQLException {
        trio.everywhere(EVENTS).onNoise("DROP TABLE events");

        assertThatThrownBy(trio::compare)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("events");

        assertThat(trio.control.getAutoCommit()).isTrue();
        trio.everywhere("CREATE TABLE still_works (id int)");
        assertThat(setting("search_path")).contains("public");
    }

    private String setting(String name) throws SQLException {
        try (Statement statement = trio.subject.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static RowDifference changed(String key, CellDifference... cells) {
        return new RowDifference(Kind.CHANGED, key, List.of(cells));
    }
}
