package org.migrationdrill.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.migration.MigrationHistory;

/**
 * The server of one pass, and on it the database that the pass walks on. It remembers what brought the database where it is, so that it
 * can be brought there again. No session of the database is open between its calls. Used by one thread.
 */
final class Ground implements AutoCloseable {
    private static final String NAME = "walk";

    private final Supplier<DatabaseServer> servers;
    private final MigrationHistory history;
    private final List<Move> moves = new ArrayList<>();

    private DatabaseServer server;
    private DatabaseCopy database;

    /** What changed the database on its way; it must do the same again in another one. */
    record Move(String words, boolean ofRows, Predicate<DatabaseCopy> again) {}

    Ground(Supplier<DatabaseServer> servers, MigrationHistory history) {
        this.servers = servers;
        this.history = history;
        this.server = servers.get();
        try {
            this.database = prepared();
        } catch (RuntimeException e) {
            closeAfter(this, e);
            throw e;
        }
    }

    DatabaseCopy database() {
        return database;
    }

    DatabaseServer server() {
        return server;
    }

    /** The database was moved on by this. */
    void did(Move move) {
        moves.add(move);
    }

    /** From here on the database is to be as if nobody had made up rows. {@link #restart} makes it so. */
    void forgetRows() {
        moves.removeIf(Move::ofRows);
    }

    /** A copy of the database, to be dropped by the caller. */
    DatabaseCopy copy() {
        return server.copy(database, "trial");
    }

    void drop(DatabaseCopy copy) {
        server.drop(copy);
    }

    /** Another server on which nothing but this database is, brought where this one is. */
    Ground alone() {
        Ground alone = new Ground(servers, history);
        try {
            alone.moves.addAll(moves);
            alone.replay();
            return alone;
        } catch (RuntimeException e) {
            closeAfter(alone, e);
            throw e;
        }
    }

    /** Puts the database where its moves brought it, on a new server: roles belong to the server, too. */
    void restart() {
        server.close();
        server = servers.get();
        database = prepared();
        replay();
    }

    private void replay() {
        for (Move move : moves) {
            if (!move.again().test(database)) {
                throw new IllegalStateException(
                        move.words() + " worked once, and does not when it is done again on another server");
            }
        }
    }

    private DatabaseCopy prepared() {
        DatabaseCopy empty = server.create(NAME);
        history.prepare(empty);
        return empty;
    }

    private static void closeAfter(Ground ground, RuntimeException failure) {
        try {
            ground.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
