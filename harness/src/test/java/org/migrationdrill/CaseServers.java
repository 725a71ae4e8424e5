package org.migrationdrill;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.database.EmbeddedProvider;
import org.migrationdrill.database.ServerRequest;

/** Servers for many small drills, as many as are drilled at a time: started when none is idle, stopped at the end. Thread-safe. */
final class CaseServers implements AutoCloseable {
    /** Nobody reads these databases after a crash, and each case makes and drops a dozen of them. */
    private static final ServerRequest REQUEST = new ServerRequest(
            "postgresql",
            Optional.empty(),
            Map.of(
                    "fsync", "off",
                    "synchronous_commit", "off",
                    "full_page_writes", "off",
                    "autovacuum", "off",
                    "jit", "off"));

    private final BlockingQueue<DatabaseServer> idle = new LinkedBlockingQueue<>();

    /** Gives what the drill gives, with a server that nobody else uses meanwhile. */
    <T> T drill(Function<DatabaseProvider, T> drill) {
        DatabaseServer waiting = idle.poll();
        DatabaseServer server = waiting == null ? new EmbeddedProvider().start(REQUEST) : waiting;
        try {
            return drill.apply(new SharedServers(server));
        } finally {
            idle.add(server);
        }
    }

    @Override
    public void close() {
        idle.forEach(DatabaseServer::close);
    }
}
