package org.migrationdrill.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a session says of itself at a moment.
 *
 * @param transaction the server's name for the transaction it is in
 * @param inTransaction whether that was begun by somebody else than the look itself
 * @param locks on relations of users
 * @param activity what the session has done so far with relations that it has locks on, by oid
 * @param files the file nodes of relations that it has locks on, by oid; 0: none
 * @param read what is known now of the relations that were asked for
 */
record Look(
        String transaction,
        boolean inTransaction,
        long lockTimeoutMs,
        long statementTimeoutMs,
        Set<HeldLock> locks,
        Map<Long, Activity> activity,
        Map<Long, Long> files,
        Set<Long> asked,
        List<RelationSeen> read) {
    Look {
        locks = Set.copyOf(locks);
        activity = Map.copyOf(activity);
        files = Map.copyOf(files);
        asked = Set.copyOf(asked);
        read = List.copyOf(read);
    }

    /** Whether no transaction has ended between an earlier look and this one. */
    boolean isInTheTransactionOf(Look earlier) {
        return inTransaction && (!earlier.inTransaction || earlier.transaction.equals(transaction));
    }

    /** A lock that the session has. */
    record HeldLock(long relation, LockMode mode) {}

    /** Counts that only grow. */
    record Activity(long scans, long rowsRead, long rowsWritten) {
        static final Activity NONE = new Activity(0, 0, 0);

        Activity since(Activity earlier) {
            return new Activity(scans - earlier.scans, rowsRead - earlier.rowsRead, rowsWritten - earlier.rowsWritten);
        }
    }
}
