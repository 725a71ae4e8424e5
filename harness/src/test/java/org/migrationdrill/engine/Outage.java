package org.migrationdrill.engine;

import java.util.List;
import org.migrationdrill.observe.LockWait.Ended;

/**
 * A migration that keeps the app waiting for a known time, and what does not.
 *
 * @param setUp makes the tables
 * @param adversary what a session of somebody else has done before, in a transaction that it ends when the victim has waited
 * @param victim whose session waits: another migration's, or an app's
 * @param undo what makes the database as it was before the migration
 */
record Outage(
        String name, String setUp, String adversary, Who victim, Play planted, Seen seen, Play harmless, String undo) {

    /**
     * What the sessions do.
     *
     * @param app what the victim has done before
     * @param migration its statements, one transaction each
     * @param inTheWay the SQL condition on {@code pg_locks} under which the migration is where the victim meets it
     * @param victim what the victim does then
     */
    record Play(String app, List<String> migration, String inTheWay, String victim) {
        Play {
            migration = List.copyOf(migration);
        }
    }

    /** What the watch must have seen of the victim's wait. */
    record Seen(Who root, Who blocker, String lockType, String relation, String mode, Ended ended, String sqlState) {}

    enum Who {
        APP,
        ADVERSARY,
        MIGRATION
    }

    @Override
    public String toString() {
        return name;
    }
}
