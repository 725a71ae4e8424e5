package org.migrationdrill.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The server of {@link ExternalProvider}. {@link #close} may come from any thread, the rest from one. */
final class ExternalServer implements DatabaseServer {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Attached attached;
    private final DrillTraces traces;
    private final AdminSession admin;
    private final PostgresDatabases databases;
    private final List<String> limits;
    private final Thread hook = new Thread(this::clearAway, "migration-drill-external-cleanup");
    private boolean closed;

    /**
     * @param noCopies why no copies are made; where they are, the database that the drill works from is there
     * @param limits what is already known of them
     */
    ExternalServer(
            PostgresCopy database,
            DrillTraces traces,
            Optional<String> noCopies,
            Refusals refusals,
            List<String> limits) {
        this.attached = new Attached(database, noCopies, refusals);
        this.traces = traces;
        PostgresCopy first = noCopies.isPresent() ? database : database.named(traces.admin());
        this.admin = new AdminSession(first, List::of);
        this.databases = new PostgresDatabases(first, admin, true);
        this.limits = List.copyOf(limits);
    }

    /**
     * Takes up work: from now on the drill has a session on the server, by which other drills know that it lives, and is cleared away
     * when the JVM ends.
     */
    void begin() {
        Runtime.getRuntime().addShutdownHook(hook);
        databases.version();
        if (attached.noCopies.isEmpty()) {
            // Whoever finds the comment without a session takes the drill for dead.
            admin.execute("COMMENT ON DATABASE " + traces.admin() + " IS '"
                    + traces.comment().replace("'", "''") + "'");
        }
    }

    @Override
    public String engine() {
        return "postgresql";
    }

    @Override
    public String version() {
        return databases.version();
    }

    @Override
    public String provider() {
        return "external";
    }

    @Override
    public Map<String, String> settings() {
        return databases.settings(ServerSettings.SHOWN);
    }

    /** Nothing of it can be seen over SQL. */
    @Override
    public Machine machine() {
        return new Machine(0, 0);
    }

    @Override
    public Optional<AttachedDatabase> attached() {
        return Optional.of(attached);
    }

    @Override
    public List<String> limits() {
        return limits;
    }

    @Override
    public DatabaseCopy create(String name) {
        return databases.create(own(name));
    }

    @Override
    public DatabaseCopy copy(DatabaseCopy source, String name) {
        if (!source.name().equals(attached.database.name())) {
            return databases.copy(source.name(), own(name));
        }
        attached.checkAlone();
        return databases.copyOfIdle(source.name(), own(name));
    }

    /** So that it can be told from others' databases. */
    private String own(String name) {
        attached.noCopies.ifPresent(reason -> {
            throw new IllegalStateException("a database was asked for where none can be made: " + reason);
        });
        return name.startsWith(traces.prefix()) ? name : traces.prefix() + name;
    }

    @Override
    public void freeze(DatabaseCopy database) {
        databases.freeze(mine(database));
    }

    @Override
    public void drop(DatabaseCopy database) {
        databases.drop(mine(database));
    }

    private String mine(DatabaseCopy database) {
        if (!database.name().startsWith(traces.prefix())) {
            throw new IllegalStateException("the database " + database.name() + " is none of the drill's own");
        }
        return database.name();
    }

    @Override
    public boolean isAlive() {
        return admin.answers();
    }

    /** A server of somebody else's does not show it, or has others' lines in it. */
    @Override
    public List<String> lastLogLines(int count) {
        return List.of();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the hook itself is at work
        }
        clearAway();
    }

    private synchronized void clearAway() {
        if (closed) {
            return;
        }
        closed = true;
        admin.end();
        try (Connection session = attached.database.connect("drill: clearing away")) {
            traces.remove(session);
        } catch (SQLException e) {
            // The server is gone, or somebody uses what is to go: the next drill on the database removes it.
        }
    }

    /** The database that the drill works on, or copies. */
    private final class Attached implements AttachedDatabase {
        private final PostgresCopy database;
        private final Optional<String> noCopies;
        private final Refusals refusals;

        Attached(PostgresCopy database, Optional<String> noCopies, Refusals refusals) {
            this.database = database;
            this.noCopies = noCopies;
            this.refusals = refusals;
        }

        @Override
        public DatabaseCopy database() {
            return database;
        }

        @Override
        public Optional<String> noCopies() {
            return noCopies;
        }

        @Override
        public String commentOfRoles() {
            return traces.ofRoles();
        }

        @Override
        public Optional<String> others() {
            try (Connection session = database.connect("drill: attaching");
                    Statement statement = session.createStatement()) {
                return Refusals.clientsBeside(statement, "drill");
            } catch (SQLException e) {
                throw gone(e);
            }
        }

        @Override
        public void during(Runnable reset) {
            admin.close();
            reset.run();
            try {
                Awaitility.await("the database to be back")
                        .pollInSameThread()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(500))
                        .atMost(PATIENCE)
                        .until(database::answers);
            } catch (ConditionTimeoutException e) {
                throw new DatabaseUnavailableException("After its reset the database ‘" + database.name()
                        + "’ let nobody in for " + PATIENCE.toMinutes() + " minutes.");
            }
            check();
        }

        private void check() {
            try (Connection session = database.connect("drill: attaching")) {
                refusals.checkServer(session);
            } catch (SQLException e) {
                throw gone(e);
            }
        }

        /** Somebody who came later would be in the way, and is none to be cut off. */
        void checkAlone() {
            Optional<String> others;
            try (Connection session = database.connect("drill: attaching");
                    Statement statement = session.createStatement()) {
                others = Refusals.clients(statement);
            } catch (SQLException e) {
                throw gone(e);
            }
            others.ifPresent(who -> {
                throw new DatabaseUnavailableException(
                        "The database ‘" + database.name() + "’ can't be copied. " + who);
            });
        }

        private DatabaseUnavailableException gone(SQLException e) {
            return new DatabaseUnavailableException(
                    "The database ‘" + database.name() + "’ no longer lets the drill in: " + e.getMessage(), e);
        }
    }
}
