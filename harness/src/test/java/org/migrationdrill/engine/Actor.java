package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.observe.Axis;

/** A session with a thread of its own, so that it can wait. It reads its own clock, and nothing that the watch sees. */
final class Actor implements AutoCloseable {
    private final Connection connection;
    private final Connection observer;
    private final Axis axis;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final int pid;

    private Actor(Connection connection, Connection observer, Axis axis) throws SQLException {
        this.connection = connection;
        this.observer = observer;
        this.axis = axis;
        this.pid = Integer.parseInt(only(connection, "SELECT pg_backend_pid()"));
    }

    /** Logged in as somebody. {@code observer} is asked whether it waits. */
    static Actor as(AppRoles.Login login, DatabaseCopy database, Connection observer, Axis axis) throws SQLException {
        return new Actor(
                DriverManager.getConnection(database.jdbcUrl(), login.user(), login.password()), observer, axis);
    }

    /** As the migration is: a superuser with production's settings. */
    static Actor migration(DatabaseCopy database, Connection observer, Axis axis) throws SQLException {
        return new Actor(database.connect("migration"), observer, axis);
    }

    /** What a statement took, by the clock of the session that ran it. */
    record Took(double startMs, double endMs, String sqlState) {
        double ms() {
            return endMs - startMs;
        }
    }

    int pid() {
        return pid;
    }

    /** Runs it and waits for its end. */
    Took run(String sql) {
        return start(sql).join();
    }

    CompletableFuture<Took> start(String sql) {
        return CompletableFuture.supplyAsync(() -> execute(sql), thread);
    }

    /** Begins something and returns when it waits for a lock. */
    CompletableFuture<Took> startAndWait(String sql) {
        CompletableFuture<Took> run = start(sql);
        Awaitility.await(sql + " waits")
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> isWaiting() || run.isDone());
        return run;
    }

    /** Returns when it has or awaits a lock of which the condition on {@code pg_locks} is true. */
    void awaitLock(String condition) {
        Awaitility.await("a lock of which " + condition)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !only(observer, "SELECT count(*) FROM pg_locks WHERE pid = " + pid + " AND " + condition)
                        .equals("0"));
    }

    boolean isWaiting() throws SQLException {
        return !only(observer, "SELECT count(*) FROM pg_locks WHERE pid = " + pid + " AND NOT granted")
                .equals("0");
    }

    /** Begins something and waits until {@code ms} have passed since it began to wait for a lock, or until it has ended. */
    CompletableFuture<Took> startAndWait(String sql, long ms) {
        CompletableFuture<Took> run = startAndWait(sql);
        Stage.pass(ms);
        return run;
    }

    void cancel() throws SQLException {
        only(observer, "SELECT pg_cancel_backend(" + pid + ")");
    }

    @Override
    public void close() throws SQLException {
        thread.shutdownNow();
        connection.close();
    }

    private Took execute(String sql) {
        double startMs = axis.now();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return new Took(startMs, axis.now(), "00000");
        } catch (SQLException e) {
            return new Took(startMs, axis.now(), e.getSQLState());
        }
    }

    static String only(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
