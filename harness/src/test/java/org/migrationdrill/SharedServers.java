package org.migrationdrill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.Machine;
import org.migrationdrill.database.ServerRequest;

/** Lends one server to many small drills, one after another: each finds it without databases of the one before. */
final class SharedServers implements DatabaseProvider {
    private final DatabaseServer server;

    SharedServers(DatabaseServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return server.provider();
    }

    @Override
    public DatabaseServer start(ServerRequest request, Consumer<String> progress) {
        return new Lent(server);
    }

    private static final class Lent implements DatabaseServer {
        private final DatabaseServer server;
        private final List<DatabaseCopy> made = new ArrayList<>();

        Lent(DatabaseServer server) {
            this.server = server;
        }

        @Override
        public String engine() {
            return server.engine();
        }

        @Override
        public String version() {
            return server.version();
        }

        @Override
        public String provider() {
            return server.provider();
        }

        @Override
        public Map<String, String> settings() {
            return server.settings();
        }

        @Override
        public Machine machine() {
            return server.machine();
        }

        @Override
        public DatabaseCopy create(String name) {
            return made(server.create(name));
        }

        @Override
        public DatabaseCopy copy(DatabaseCopy source, String name) {
            return made(server.copy(source, name));
        }

        private DatabaseCopy made(DatabaseCopy copy) {
            made.add(copy);
            return copy;
        }

        @Override
        public void freeze(DatabaseCopy database) {
            server.freeze(database);
        }

        @Override
        public void drop(DatabaseCopy database) {
            server.drop(database);
            made.remove(database);
        }

        @Override
        public boolean isAlive() {
            return server.isAlive();
        }

        @Override
        public List<String> lastLogLines(int count) {
            return server.lastLogLines(count);
        }

        @Override
        public void close() {
            List.copyOf(made).forEach(this::drop);
        }
    }
}
