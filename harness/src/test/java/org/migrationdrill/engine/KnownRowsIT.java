package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.RowDifference;

/** Each test changes something after all rows have been compared, and found equal, once. */
class KnownRowsIT {
    private static final int ROWS = 20_000;

    private Trio trio;
    private long since;

    @BeforeEach
    void compareOnce() throws SQLException {
        trio = new Trio()
                .everywhere(
                        "CREATE TABLE t (id int PRIMARY KEY, one text DEFAULT '1', other text DEFAULT '2')",
                        "INSERT INTO t SELECT generate_series(1, " + ROWS + ")");
        since = PostgresRows.currentXid(trio.control);
        assertThat(trio.compare(since).equal()).isTrue();
    }

    @AfterEach
    void stop() throws SQLException {
        trio.close();
    }

    @Test
    void rowThatWasChangedSinceIsFound() throws SQLException {
        trio.onSubject("UPDATE t SET one = 'x' WHERE id = 9000");

        assertThat(keys()).containsExactly("id=9000");
    }

    @Test
    void rowThatWasChangedSinceAndChangedBackIsEqual() throws SQLException {
        trio.onSubject("UPDATE t SET one = 'x' WHERE id = 9000");
        trio.compare(since);

        trio.onSubject("UPDATE t SET one = '1' WHERE id = 9000");

        assertThat(trio.compare(since).equal()).isTrue();
    }

    @Test
    void rowThatWasDeletedSinceIsMissing() throws SQLException {
        trio.onSubject("DELETE FROM t WHERE id = 1");

        assertThat(trio.compare(since).missing()).isEqualTo(1);
    }

    @Test
    void rowsOfTheControlThatWereWrittenSinceAreFoundAndCounted() throws SQLException {
        trio.onControls("INSERT INTO t VALUES (0), (-1)");

        RowComparison comparison = trio.compare(since);

        assertThat(comparison.missing()).isEqualTo(2);
        assertThat(comparison.written()).isEqualTo(2);
    }

    @Test
    void columnThatCameBackWithAnotherDefaultIsFoundAlthoughNoRowWasWritten() throws SQLException {
        trio.onSubject("ALTER TABLE t DROP COLUMN other", "ALTER TABLE t ADD COLUMN other text DEFAULT 'x'");

        assertThat(trio.compare(since).changed()).isEqualTo(ROWS);

        trio.onSubject("ALTER TABLE t DROP COLUMN other", "ALTER TABLE t ADD COLUMN other text DEFAULT '2'");

        assertThat(trio.compare(since).equal()).isTrue();
    }

    @Test
    void columnsThatHaveSwappedTheirNamesAreFound() throws SQLException {
        trio.onSubject(
                "ALTER TABLE t RENAME COLUMN one TO old",
                "ALTER TABLE t RENAME COLUMN other TO one",
                "ALTER TABLE t RENAME COLUMN old TO other");

        assertThat(trio.compare(since).changed()).isEqualTo(ROWS);
    }

    @Test
    void tablesThatHaveSwappedTheirNamesAreFound() throws SQLException {
        trio.onSubject(
                "CREATE TABLE other (LIKE t INCLUDING ALL)",
                "INSERT INTO other SELECT id, 'x' FROM t",
                "ALTER TABLE t RENAME TO old",
                "ALTER TABLE other RENAME TO t");

        assertThat(trio.compare(since).changed()).isEqualTo(ROWS);
    }

    @Test
    void valuesThatAreComputedWhenTheyAreReadAreReadEachTime() throws SQLException {
        trio.everywhere(
                "CREATE TABLE computed (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) VIRTUAL)",
                "INSERT INTO computed VALUES (1), (2)");
        assertThat(trio.compare(since).equal()).isTrue();

        trio.onSubject("ALTER TABLE computed ALTER COLUMN twice SET EXPRESSION AS (id * 3)");

        assertThat(trio.compare(since).changed()).isEqualTo(2);
    }

    @Test
    void valuesWhoseTextDependsOnAnotherObjectAreReadEachTime() throws SQLException {
        trio.everywhere(
                "CREATE TYPE mood AS ENUM ('glad', 'sad')",
                "CREATE TABLE moods (id int PRIMARY KEY, mood mood)",
                "INSERT INTO moods VALUES (1, 'sad')");
        assertThat(trio.compare(since).equal()).isTrue();

        trio.onSubject("ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'");

        assertThat(trio.compare(since).changed()).isEqualTo(1);
    }

    @Test
    void rowsThatWereMovedToAnotherFileAreReadAnew() throws SQLException {
        trio.onSubject("DELETE FROM t WHERE id = 1", "VACUUM (FULL) t");
        assertThat(keys()).containsExactly("id=1");

        trio.onSubject("INSERT INTO t VALUES (1)", "DELETE FROM t WHERE id = 2", "VACUUM (FULL) t");

        assertThat(keys()).containsExactly("id=2");
    }

    @Test
    void tableThatOutgrowsItsStretchesIsReadRight() throws SQLException {
        trio.everywhere("INSERT INTO t SELECT n, repeat('x', 1000) FROM generate_series(30001, 40000) n");
        trio.onSubject("UPDATE t SET other = 'x' WHERE id IN (20000, 40000)");

        assertThat(keys()).containsExactly("id=20000", "id=40000");
    }

    @Test
    void whatIsKnownOfADatabaseHoldsForItsCopyUntilThatIsWrittenTo() throws SQLException {
        DatabaseCopy original = TestServer.fresh("known_original");
        try (Connection session = original.connect("known-rows")) {
            Trio.execute(session, "CREATE TABLE t AS SELECT n AS id, 'x' AS one FROM generate_series(1, 9) n");
        }
        DatabaseCopy copy = TestServer.shared().copy(original, original.name() + "_copy");
        try (Connection control = original.connect("known-rows");
                Connection noise = original.connect("known-rows");
                Connection subject = copy.connect("known-rows")) {
            KnownRows known = new KnownRows();
            assertThat(PostgresRows.compare(control, noise, subject, RowTerms.of(Set.of(), since), known)
                            .equal())
                    .isTrue();

            Trio.execute(subject, "UPDATE t SET one = 'y' WHERE id = 9");

            assertThat(PostgresRows.compare(control, noise, subject, RowTerms.of(Set.of(), since), known)
                            .missing())
                    .isEqualTo(1);
        } finally {
            TestServer.shared().drop(copy);
            TestServer.shared().drop(original);
        }
    }

    private List<String> keys() throws SQLException {
        return trio.compare(since).tables().get(0).examples().stream()
                .map(RowDifference::key)
                .toList();
    }
}
