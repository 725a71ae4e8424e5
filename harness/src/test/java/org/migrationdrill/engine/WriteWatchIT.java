package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.observe.WrittenPlace;
import org.migrationdrill.observe.WrittenPlace.Kind;

class WriteWatchIT {
    private Connection session;
    private Connection outside;

    @BeforeEach
    void connect() throws SQLException {
        DatabaseCopy database = TestServer.fresh("writes");
        session = database.connect("writes");
        outside = database.connect("outside");
        execute("CREATE TABLE orders (id int PRIMARY KEY, note text, data json)");
        execute("INSERT INTO orders SELECT i, 'n', '{}' FROM generate_series(1, 5) i");
    }

    @AfterEach
    void disconnect() throws SQLException {
        session.close();
        outside.close();
    }

    @Test
    void rowsAndColumnsAreToldApart() throws SQLException {
        assertThat(written("INSERT INTO orders VALUES (6), (7)"))
                .containsExactly(new WrittenPlace("orders", null, Kind.INSERTED, 2, "id=6"));
        assertThat(written("UPDATE orders SET note = 'm', data = data WHERE id <= 3"))
                .containsExactly(new WrittenPlace("orders", "note", Kind.CHANGED, 3, "id=1"));
        assertThat(written("UPDATE orders SET note = NULL WHERE id = 7")).isEmpty();
        assertThat(written("DELETE FROM orders WHERE id = 7"))
                .containsExactly(new WrittenPlace("orders", null, Kind.DELETED, 1, null));
        assertThat(written("SELECT * FROM orders")).isEmpty();
    }

    @Test
    void whatIsNotDoneIsNoWrite() throws SQLException {
        assertThat(written("INSERT INTO orders VALUES (1) ON CONFLICT DO NOTHING"))
                .isEmpty();
        assertThat(written("SAVEPOINT s; INSERT INTO orders VALUES (9); ROLLBACK TO s"))
                .isEmpty();
        assertThat(written("CREATE TEMP TABLE mine (a int) ON COMMIT DROP; INSERT INTO mine VALUES (1)"))
                .isEmpty();
    }

    @Test
    void rowsMadeWithinASavepointCount() throws SQLException {
        assertThat(written("SAVEPOINT s; INSERT INTO orders VALUES (9); RELEASE s"))
                .containsExactly(new WrittenPlace("orders", null, Kind.INSERTED, 1, "id=9"));
    }

    @Test
    void triggersWritesAreTheStatements() throws SQLException {
        execute("""
                CREATE TABLE log (id int);
                CREATE FUNCTION log() RETURNS trigger LANGUAGE plpgsql
                    AS $$ BEGIN INSERT INTO log VALUES (NEW.id); RETURN NEW; END $$;
                CREATE TRIGGER log AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION log()""");

        assertThat(written("INSERT INTO orders VALUES (6)"))
                .extracting(WrittenPlace::table)
                .containsExactly("log", "orders");
    }

    @Test
    void tablesWithoutAKeyAreCounted() throws SQLException {
        execute("CREATE TABLE log (a int); INSERT INTO log VALUES (1), (1), (2)");

        assertThat(written("UPDATE log SET a = 3 WHERE a = 1; INSERT INTO log VALUES (4)"))
                .containsExactly(
                        new WrittenPlace("log", null, Kind.INSERTED, 1, null),
                        new WrittenPlace("log", null, Kind.CHANGED, 2, null));
    }

    @Test
    void partitionsAreTheirRootsAndHostileNamesAreNames() throws SQLException {
        execute("""
                CREATE SCHEMA "o'k?";
                CREATE TABLE "o'k?"."t "" ?" ("a'b" int, "c?" text, PRIMARY KEY ("a'b", "c?")) PARTITION BY LIST ("a'b");
                CREATE TABLE "o'k?".one PARTITION OF "o'k?"."t "" ?" FOR VALUES IN (1);
                CREATE TABLE "o'k?".two PARTITION OF "o'k?"."t "" ?" FOR VALUES IN (2)""");

        assertThat(written("INSERT INTO \"o'k?\".\"t \"\" ?\" VALUES (1, 'x'), (2, 'x')"))
                .containsExactly(new WrittenPlace("o'k?.t \" ?", null, Kind.INSERTED, 2, "a'b=1, c?=x"));
    }

    @Test
    void anotherTransactionOfTheSessionIsNotThisOne() throws SQLException {
        execute("UPDATE orders SET note = 'before'; INSERT INTO orders VALUES (20)");

        assertThat(written("UPDATE orders SET note = 'after' WHERE id = 20"))
                .containsExactly(new WrittenPlace("orders", "note", Kind.CHANGED, 1, "id=20"));
    }

    @Test
    void itKnowsWhatTheDatabaseHas() throws SQLException {
        WriteWatch watch = WriteWatch.over(outside);

        assertThat(watch.has("orders", null)).isTrue();
        assertThat(watch.has("orders", "note")).isTrue();
        assertThat(watch.has("orders", "remark")).isFalse();
        assertThat(watch.has("outbox", null)).isFalse();
    }

    private List<WrittenPlace> written(String sql) throws SQLException {
        WriteWatch watch = WriteWatch.over(outside);
        session.setAutoCommit(false);
        watch.begin(session);
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
        List<WrittenPlace> places = watch.places(session);
        session.commit();
        session.setAutoCommit(true);
        return places;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
