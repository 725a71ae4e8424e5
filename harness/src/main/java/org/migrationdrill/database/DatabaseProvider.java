package org.migrationdrill.database;

/** A way to come by a database server that may be destroyed. */
public interface DatabaseProvider {
    /** The grammar's word for it: {@code embedded}. */
    String name();

    /**
     * Starts a server for one drill, ready for connections.
     *
     * @throws DatabaseUnavailableException when this machine can't, with what to do about it; nothing is left behind
     */
    DatabaseServer start(ServerRequest request);
}
