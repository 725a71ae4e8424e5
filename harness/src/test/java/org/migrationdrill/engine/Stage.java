package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.observe.LockWait;

/** A database with a watch on it, and sessions that get in each other's way as a test tells them. */
final class Stage implements AutoCloseable {
    private final DatabaseCopy database;
    private final Connection admin;
    private final AppRoles roles;
    private final Axis axis;
    private final LockWatch watch;
    private final List<Actor> actors = new ArrayList<>();
    private final List<LockWait> seen = new ArrayList<>();

    /** @param setUp statements that make the tables */
    Stage(DatabaseCopy database, String... setUp) throws SQLException {
        this.database = database;
        this.admin = database.connect("test");
        try (Statement statement = admin.createStatement()) {
            for (String sql : setUp) {
                statement.execute(sql);
            }
        }
        this.roles = new AppRoles(admin, null);
        this.axis = ServerClock.axis(admin);
        this.watch = LockWatch.start(database::connect, axis);
    }

    Actor app() throws SQLException {
        return added(Actor.as(roles.any(), database, admin, axis));
    }

    Actor adversary() throws SQLException {
        return added(Actor.as(roles.unobserved(), database, admin, axis));
    }

    Actor migration() throws SQLException {
        return added(Actor.migration(database, admin, axis));
    }

    LockWatch watch() {
        return watch;
    }

    Connection admin() {
        return admin;
    }

    /** Lets some time pass in which others wait. */
    static void pass(long ms) {
        Awaitility.await("time to pass")
                .pollInSameThread()
                .pollDelay(Duration.ofMillis(ms))
                .until(() -> true);
    }

    /** Ends the watch. The waits of one session, by their beginning. */
    List<LockWait> waitsOf(Actor waiter) throws SQLException {
        if (seen.isEmpty()) {
            seen.addAll(watch.end());
        }
        return seen.stream().filter(wait -> wait.waiter() == waiter.pid()).toList();
    }

    @Override
    public void close() throws SQLException {
        watch.close();
        for (Actor actor : actors) {
            actor.close();
        }
        roles.close();
        admin.close();
    }

    private Actor added(Actor actor) {
        actors.add(actor);
        return actor;
    }
}
