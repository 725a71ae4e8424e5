package org.migrationdrill.database;

import java.util.List;
import java.util.Map;

/** The server of {@link EmbeddedProvider}. {@link #close} may come from any thread, the rest from one. */
final class EmbeddedServer implements DatabaseServer {
    private final ServerHome home;
    private final PostgresProcess program;
    private final Process process;
    private final AdminSession admin;
    private final PostgresDatabases databases;
    private final ServerSettings settings;

    EmbeddedServer(ServerHome home, PostgresProcess program, PostgresProcess.Running running, ServerSettings settings) {
        this.home = home;
        this.program = program;
        this.process = running.process();
        this.settings = settings;
        this.admin = new AdminSession(running.database(), () -> lastLogLines(20));
        this.databases = new PostgresDatabases(running.database(), admin);
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
        return "embedded";
    }

    @Override
    public Map<String, String> settings() {
        return databases.settings(settings.shown());
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
        return process.isAlive() && admin.answers();
    }

    @Override
    public List<String> lastLogLines(int count) {
        return program.lastLogLines(count);
    }

    @Override
    public void close() {
        admin.close();
        home.close();
    }
}
