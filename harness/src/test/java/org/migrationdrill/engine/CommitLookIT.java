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

/** Which columns a transaction wrote, and which rows it deleted. */
class CommitLookIT {
    private DatabaseCopy database;
    private Connection session;
    private Connection outside;

    @BeforeEach
    void connect() throws SQLException {
        database = TestServer.fresh("commits");
        session = database.connect("commits");
        outside = database.connect("outside");
        execute("CREATE TABLE orders (id int PRIMARY KEY, note text, state text DEFAULT 'new', data json)");
        execute("INSERT INTO orders SELECT i, 'n', 'new', '{}' FROM generate_series(1, 5) i");
    }

    @AfterEach
    void disconnect() throws SQLException {
        session.close();
        outside.close();
        TestServer.shared().drop(database);
    }

    @Test
    void anInsertWritesTheColumnsWithAValueAndAnUpdateThoseThatChange() throws SQLException {
        assertThat(one("INSERT INTO orders (id, note) VALUES (6, NULL), (7, 'x')")
                        .columns())
                .containsExactly("id", "note", "state");
        assertThat(one("INSERT INTO orders (id) VALUES (8)").columns()).containsExactly("id", "state");
        assertThat(one("UPDATE orders SET note = 'm', state = state WHERE id <= 3")
                        .columns())
                .containsExactly("note");
        assertThat(one("UPDATE orders SET data = NULL WHERE id = 2").columns()).containsExactly("data");
        assertThat(one("UPDATE orders SET note = note").columns()).isEmpty();
    }

    @Test
    void aReadWritesNothing() throws SQLException {
        assertThat(written("SELECT * FROM orders")).isEmpty();
        assertThat(written("SELECT * FROM orders FOR UPDATE")).allSatisfy(table -> {
            assertThat(table.columns()).isEmpty();
            assertThat(table.gone()).isEmpty();
        });
    }

    @Test
    void deletedRowsAreToldByTheirKeys() throws SQLException {
        WrittenTable orders = one("UPDATE orders SET note = 'm' WHERE id <= 2; DELETE FROM orders WHERE id >= 4");

        assertThat(orders.gone()).containsExactlyInAnyOrder("(4)", "(5)");
        assertThat(orders.key()).containsExactly("id");
        assertThat(orders.columns()).containsExactly("note");
        assertThat(orders.moreGone()).isFalse();
    }

    @Test
    void whatIsThereAgainOrWasOnlyLockedIsNotGone() throws SQLException {
        assertThat(one("DELETE FROM orders; INSERT INTO orders (id) VALUES (2), (3)")
                        .gone())
                .containsExactlyInAnyOrder("(1)", "(4)", "(5)");
        assertThat(one("SELECT * FROM orders FOR UPDATE; DELETE FROM orders WHERE id = 2")
                        .gone())
                .containsExactly("(2)");
        assertThat(one("SAVEPOINT s; DELETE FROM orders; ROLLBACK TO s; UPDATE orders SET note = 'o' WHERE id = 3")
                        .gone())
                .isEmpty();
    }

    @Test
    void aRowThatIsDeletedWithinASavepointIsGone() throws SQLException {
        assertThat(one("INSERT INTO orders (id) VALUES (9); SAVEPOINT s; DELETE FROM orders WHERE id = 1; RELEASE s")
                        .gone())
                .containsExactly("(1)");
    }

    @Test
    void aRowWithAnotherKeyIsGoneUnderItsOldOne() throws SQLException {
        assertThat(one("UPDATE orders SET id = 50 WHERE id = 5").gone()).containsExactly("(5)");
    }

    @Test
    void whatGoesByACascadeOrATriggerIsTheTransactionsDoing() throws SQLException {
        execute("""
                CREATE TABLE line (id int PRIMARY KEY, "order" int REFERENCES orders ON DELETE CASCADE);
                INSERT INTO line VALUES (10, 1), (11, 2);
                CREATE TABLE log (id int, what text);
                CREATE FUNCTION log() RETURNS trigger LANGUAGE plpgsql
                    AS $$ BEGIN INSERT INTO log VALUES (OLD.id, 'gone'); RETURN OLD; END $$;
                CREATE TRIGGER log AFTER DELETE ON orders FOR EACH ROW EXECUTE FUNCTION log()""");

        List<WrittenTable> written = written("DELETE FROM orders WHERE id = 1");

        assertThat(written).extracting(WrittenTable::table).containsExactly("line", "log", "orders");
        assertThat(written).extracting(WrittenTable::gone).containsExactly(List.of("(10)"), List.of(), List.of("(1)"));
        assertThat(written.get(1).columns()).containsExactly("id", "what");
    }

    @Test
    void withoutAKeyARowIsToldByAllOfIt() throws SQLException {
        execute("CREATE TABLE log (a int, b text); INSERT INTO log VALUES (1, 'x'), (1, 'x'), (2, NULL)");

        WrittenTable log = one("DELETE FROM log WHERE a = 2");

        assertThat(log.gone()).containsExactly("(2,)");
        assertThat(log.key()).containsExactly("a", "b");
        assertThat(one("DELETE FROM log WHERE ctid = '(0,1)'").gone())
                .as("there is another one like it")
                .isEmpty();
        assertThat(one("DELETE FROM log; INSERT INTO log VALUES (3)").gone())
                .as("it may have been changed")
                .isEmpty();
    }

    @Test
    void partitionsAreTheirRootsAndARowThatMovedIsNotGone() throws SQLException {
        execute("""
                CREATE SCHEMA "o'k?";
                CREATE TABLE "o'k?"."t "" ?" ("a'b" int, "c?" text, PRIMARY KEY ("a'b", "c?")) PARTITION BY LIST ("a'b");
                CREATE TABLE "o'k?".one PARTITION OF "o'k?"."t "" ?" FOR VALUES IN (1);
                CREATE TABLE "o'k?".two PARTITION OF "o'k?"."t "" ?" FOR VALUES IN (2);
                INSERT INTO "o'k?"."t "" ?" VALUES (1, 'x y'), (2, 'z')""");

        assertThat(one("DELETE FROM \"o'k?\".one"))
                .isEqualTo(new WrittenTable(
                        "o'k?.t \" ?", new java.util.TreeSet<>(), List.of("a'b", "c?"), List.of("(1,\"x y\")"), false));

        execute("CREATE TABLE p (k int PRIMARY KEY) PARTITION BY RANGE (k)");
        execute("CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9); INSERT INTO p VALUES (1)");
        assertThat(one("DELETE FROM p; INSERT INTO p VALUES (1)").gone()).isEmpty();
    }

    @Test
    void keysAreWrittenAsAComparisonWritesThemWhateverTheSessionHasSet() throws SQLException {
        execute("CREATE TABLE at (t timestamptz PRIMARY KEY); INSERT INTO at VALUES ('2026-01-01 00:00Z')");
        execute("SET TimeZone = 'Asia/Kolkata'; SET extra_float_digits = 0");

        assertThat(one("DELETE FROM at").gone()).containsExactly("(\"2026-01-01 00:00:00+00\")");
    }

    @Test
    void moreThanAreKeptAreToldToBeMore() throws SQLException {
        execute("INSERT INTO orders SELECT i FROM generate_series(100, 100 + " + DeletedRows.MOST_AT_ONCE + ") i");
        WrittenTable many = one("DELETE FROM orders");

        assertThat(many.moreGone()).isTrue();
        assertThat(many.gone()).hasSize(DeletedRows.MOST_AT_ONCE);

        execute("CREATE TABLE t (k text PRIMARY KEY); INSERT INTO t VALUES (repeat('x', 300)), ('y')");
        WrittenTable longer = one("DELETE FROM t");

        assertThat(longer.gone()).containsExactly("(y)");
        assertThat(longer.moreGone()).isTrue();
    }

    private WrittenTable one(String sql) throws SQLException {
        List<WrittenTable> written = written(sql);
        assertThat(written).as(sql).hasSize(1);
        return written.get(0);
    }

    /** Without tables that only an earlier transaction wrote to: the server may count those as well. */
    private List<WrittenTable> written(String sql) throws SQLException {
        CommitLook look = CommitLook.from(outside);
        session.setAutoCommit(false);
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
        CommitLook.Before before = look.before(session);
        session.commit();
        session.setAutoCommit(true);
        return look.after(before).stream()
                .filter(table -> !table.columns().isEmpty() || !table.gone().isEmpty() || sql.contains(table.table()))
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
