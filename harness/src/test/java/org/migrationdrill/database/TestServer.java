package org.migrationdrill.database;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The server that the integration tests of one JVM share. It ends with the JVM. Thread-safe but for the server itself. */
public final class TestServer {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestServer() {}

    public static DatabaseServer shared() {
        return Holder.SERVER;
    }

    /** A new empty database with a unique name that starts with {@code hint}. */
    public static DatabaseCopy fresh(String hint) {
        synchronized (Holder.class) {
            return shared().create(hint + "_" + COUNT.incrementAndGet());
        }
    }

    private static final class Holder {
        static final DatabaseServer SERVER =
                new EmbeddedProvider().start(new ServerRequest("postgresql", Optional.empty(), Map.of()));
    }
}
