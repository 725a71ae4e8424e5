package org.migrationdrill.database;

import java.util.Optional;

/** A database that was there before the drill, and may be destroyed by it. Its data is the golden copy. Used by one thread. */
public interface AttachedDatabase {
    DatabaseCopy database();

    /** Why no copies of it are made; empty: they are. Without copies the drill works on the database itself. */
    Optional<String> noCopies();

    /** What is to stand in the comment of a role that is made for the drill, so that a later drill can remove it. */
    String commentOfRoles();

    /** Who else has a session in it, as a sentence; sessions whose names begin as the drill's don't count. */
    Optional<String> others();

    /**
     * Lets go of it while somebody puts it back to where it was, then waits until it answers.
     *
     * @throws DatabaseUnavailableException when it does not come back, or is not one to be destroyed any more
     */
    void during(Runnable reset);
}
