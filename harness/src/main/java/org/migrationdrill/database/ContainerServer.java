package org.migrationdrill.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;

/** The server of {@link ContainerProvider}. {@link #close} may come from any thread, the rest from one. */
final class ContainerServer implements DatabaseServer {
    private static final int LOG_LINES = 20;

    private final GenericContainer<?> container;
    private final ContainerLog log;
    private final Map<String, String> shown;
    private final AdminSession admin;
    private final PostgresDatabases databases;
    private final ServerSettings settings;
    private final Machine machine;

    /**
     * @param shown what is to be told of the container
     * @param machine what the container has of its engine's machine
     */
    ContainerServer(
            GenericContainer<?> container,
            PostgresCopy first,
            ContainerLog log,
            Map<String, String> shown,
            ServerSettings settings,
            Machine machine) {
        this.container = container;
        this.log = log;
        this.shown = Map.copyOf(shown);
        this.settings = settings;
        this.machine = machine;
        this.admin = new AdminSession(first, () -> lastLogLines(LOG_LINES));
        this.databases = new PostgresDatabases(first, admin);
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
        return "container";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>(databases.settings(settings.shown()));
        all.putAll(shown);
        return all;
    }

    @Override
    public Machine machine() {
        return machine;
    }

    @Override
    public DatabaseCopy create(String name) {
        return databases.create(name);
    }

    @Override
    public DatabaseCopy copy(DatabaseCopy source, String name) {
        return databases.copy(source.name(), name);
    }

    @Override
    public void freeze(DatabaseCopy database) {
        databases.freeze(database.name());
    }

    @Override
    public void drop(DatabaseCopy database) {
        databases.drop(database.name());
    }

    @Override
    public boolean isAlive() {
        return admin.answers() && isRunning();
    }

    /** The kernel may have killed one session of it only, at which the server ends all others and starts anew. */
    @Override
    public Optional<String> end() {
        Optional<String> end = ContainerEnd.of(container).map(ContainerEnd::inWords);
        return end.isPresent()
                        || lastLogLines(LOG_LINES).stream().noneMatch(line -> line.contains("terminated by signal 9"))
                ? end
                : Optional.of(
                        "a process of it was killed, as the kernel does when memory is short: raise ‘memory’, or leave it"
                                + " out");
    }

    private boolean isRunning() {
        try {
            return container.isRunning();
        } catch (RuntimeException e) {
            return false; // the engine is gone
        }
    }

    @Override
    public List<String> lastLogLines(int count) {
        return log.lastLines(count);
    }

    @Override
    public void close() {
        admin.close();
        try {
            container.stop();
        } catch (RuntimeException e) {
            // The engine is gone, and can't be asked. Should it come back, the next drill clears up.
        }
    }
}
