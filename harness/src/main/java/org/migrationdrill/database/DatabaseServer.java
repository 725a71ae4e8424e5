package org.migrationdrill.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running server that belongs to one drill. Used by one thread. Every method that talks to the server throws {@link
 * DatabaseUnavailableException} when it is gone.
 */
public interface DatabaseServer extends AutoCloseable {
    /** {@code postgresql}. */
    String engine();

    /** The full version, as the server says: {@code 18.6}. */
    String version();

    /** The provider that started it. */
    String provider();

    /** The settings that decide about durability and speed, as the server shows them, by name. */
    Map<String, String> settings();

    /** The database that was there already; empty where the server is the drill's own. */
    default Optional<AttachedDatabase> attached() {
        return Optional.empty();
    }

    /** What this server does not allow or show that the drill's own would, in sentences. */
    default List<String> limits() {
        return List.of();
    }

    /** What it has to run on: this machine, all of it, unless it knows better. */
    default Machine machine() {
        return Machine.local();
    }

    /** A new empty database. Its name may have more to it than is asked for. */
    DatabaseCopy create(String name);

    /**
     * A fresh copy of {@code source} with its database-level settings and grants. Sessions of the source are ended first, except on an
     * attached database, where they are somebody else's and make it fail; so no load may run.
     */
    DatabaseCopy copy(DatabaseCopy source, String name);

    /** Lets nobody connect to the database any more, so that it can only be copied. */
    void freeze(DatabaseCopy database);

    /** Removes the database, ending its sessions. */
    void drop(DatabaseCopy database);

    /** Why it no longer runs and what to do about it, as the end of a sentence, where more than its log can tell. Never throws. */
    default Optional<String> end() {
        return Optional.empty();
    }

    /** Whether the server still answers; never throws. */
    boolean isAlive();

    /** The last lines of the server's log, oldest first; empty when there are none. Never throws. */
    List<String> lastLogLines(int count);

    /** Stops the server and removes all it left on this machine. Idempotent. */
    @Override
    void close();
}
