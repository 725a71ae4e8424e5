package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.engine.Actor.Took;
import org.migrationdrill.observe.LockWait;
import org.migrationdrill.observe.LockWait.Ended;

class LockWatchIT {
    private static final double CLOCKS_AGREE_MS = 15;

    private Stage stage;

    @BeforeEach
    void open() throws SQLException {
        stage = new Stage(
                TestServer.fresh("watch"),
                "CREATE TABLE orders (id int PRIMARY KEY, note text)",
                "INSERT INTO orders SELECT g, 'x' FROM generate_series(1, 100) g",
                "CREATE TABLE customers (id int PRIMARY KEY, note text)",
                "INSERT INTO customers VALUES (1, 'x')");
    }

    @AfterEach
    void close() throws SQLException {
        stage.close();
    }

    @Test
    void whoQueuesBehindAnAlterThatQueuesBehindAReaderIsSeenWithBoth() throws SQLException {
        Actor reader = stage.adversary();
        Actor migration = stage.migration();
        Actor first = stage.app();
        Actor second = stage.app();

        reader.run("BEGIN; SELECT count(*) FROM orders");
        CompletableFuture<Took> alter = migration.startAndWait("ALTER TABLE orders ADD COLUMN total int");
        CompletableFuture<Took> firstRead = first.startAndWait("SELECT note FROM orders WHERE id = 1");
        CompletableFuture<Took> secondRead = second.startAndWait("SELECT note FROM orders WHERE id = 2");
        Stage.pass(250);
        reader.run("COMMIT");

        List<LockWait> waits =
                List.of(wait(firstRead), wait(secondRead), wait(alter)).isEmpty()
                        ? List.of()
                        : stage.end(first, second, migration);
        assertThat(waits).hasSize(3);
        for (LockWait wait : waits.subList(1, 3)) {
            assertThat(wait.blocker()).isEqualTo(migration.pid());
            assertThat(wait.root()).isEqualTo(reader.pid());
            assertThat(wait.queue()).containsExactly(reader.pid(), migration.pid(), wait.waiter());
            assertThat(wait.mode()).isEqualTo("AccessShareLock");
            assertThat(wait.relation()).isEqualTo("public.orders");
            assertThat(wait.lockType()).isEqualTo("relation");
            assertThat(wait.ended()).isEqualTo(Ended.GRANTED);
            assertThat(wait.exact()).isTrue();
        }
        assertThat(waits.get(0).waiter()).isEqualTo(migration.pid());
        assertThat(waits.get(0).queue()).containsExactly(reader.pid(), migration.pid());
        assertThat(waits.get(0).mode()).isEqualTo("AccessExclusiveLock");
        assertThat(waits.get(0).exact()).isFalse();
        System.out.println(waits + "\n" + firstRead.join() + secondRead.join() + alter.join());
    }

    private static Took wait(CompletableFuture<Took> run) {
        return run.join();
    }
}
