package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.observe.RowQuery;

/** The subject is a copy that takes the place of the replaced database; control and replaced have what was written since. */
class RowsToSaveIT {
    private Trio trio;
    private DatabaseCopy database;
    private Connection replaced;

    @BeforeEach
    void start() throws SQLException {
        trio = new Trio();
        database = TestServer.fresh("rows_replaced");
        replaced = database.connect("rows-replaced");
    }

    @AfterEach
    void stop() throws SQLException {
        replaced.close();
        trio.close();
        TestServer.shared().drop(database);
    }

    @Test
    void rowsInsertedSinceHaveGreaterKeysThanTheCopy() throws SQLException {
        notes();
        since("INSERT INTO notes SELECT i, 'n' || i FROM generate_series(5, 30) i");

        assertFinds("SELECT * FROM notes WHERE id > 4", 26, 26);
    }

    @Test
    void rowsUpdatedSinceAreListedBesides() throws SQLException {
        notes();
        since(
                "INSERT INTO notes VALUES (5, 'five'), (6, 'six'); UPDATE notes SET note = chr(ascii(note) + 5) WHERE id IN (2, 3)");

        assertFinds("SELECT * FROM notes WHERE id > 4 OR id IN (2, 3)", 4, 4);
    }

    @Test
    void moreUpdatedRowsThanAreKnownByKeyAreSaidToBeMore() throws SQLException {
        everywhere("CREATE TABLE notes (id int PRIMARY KEY, note text)");
        everywhere("INSERT INTO notes SELECT i, 'n' || i FROM generate_series(1, 20) i");
        since("UPDATE notes SET note = reverse(note) WHERE id > 10");

        assertThat(found(true)).hasValueSatisfying(query -> {
            assertThat(query.differs()).isEqualTo(10);
            assertThat(query.finds()).isEqualTo(5);
        });
    }

    @Test
    void rowsWithoutNumbersForKeysAreFoundByWhatTheyShare() throws SQLException {
        everywhere("CREATE TABLE notes (id uuid PRIMARY KEY, note text)");
        everywhere("INSERT INTO notes SELECT md5(i::text)::uuid, 'old' FROM generate_series(1, 9) i");
        since("INSERT INTO notes SELECT md5(i::text)::uuid, 'new' FROM generate_series(10, 19) i");

        assertFinds("SELECT * FROM notes WHERE note = 'new'", 10, 10);
    }

    @Test
    void columnsOfTheReplacedDatabaseAreSavedToo() throws SQLException {
        notes();
        Trio.execute(replaced, "ALTER TABLE notes ADD COLUMN tag text DEFAULT 't'");
        since("INSERT INTO notes (id, note) VALUES (5, 'five')");

        assertFinds("SELECT * FROM notes WHERE id > 4", 1, 1);
    }

    @Test
    void rowsThatWereDeletedSinceAreNotThereToBeSaved() throws SQLException {
        notes();
        since("DELETE FROM notes WHERE id = 1");

        assertThat(found(true)).isEmpty();
    }

    @Test
    void noKeyIsShownWhereValuesMayNotBe() throws SQLException {
        notes();
        since("INSERT INTO notes VALUES (5, 'five'), (6, NULL)");

        assertThat(found(false)).isEmpty();
    }

    private void notes() throws SQLException {
        everywhere(
                "CREATE TABLE notes (id int PRIMARY KEY, note text)",
                "INSERT INTO notes VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')");
    }

    private void assertFinds(String sql, long finds, long differs) throws SQLException {
        assertThat(found(true)).hasValueSatisfying(query -> {
            assertThat(query.sql()).isEqualTo(sql);
            assertThat(query.finds()).isEqualTo(finds);
            assertThat(query.differs()).isEqualTo(differs);
            assertThat(query.onMigrated()).isTrue();
        });
    }

    private Optional<RowQuery> found(boolean showValues) throws SQLException {
        return RowsToSave.find(replaced, trio.control, trio.subject, trio.table(), showValues);
    }

    private void everywhere(String... statements) throws SQLException {
        trio.everywhere(statements);
        Trio.execute(replaced, statements);
    }

    private void since(String statements) throws SQLException {
        trio.onControls(statements);
        Trio.execute(replaced, statements);
    }
}
