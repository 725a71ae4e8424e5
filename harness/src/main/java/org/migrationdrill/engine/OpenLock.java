package org.migrationdrill.engine;

import org.jspecify.annotations.Nullable;
import org.migrationdrill.engine.Look.HeldLock;
import org.migrationdrill.observe.LockTaken;

/** A lock that a statement took, until it is known when it was released. Used by one thread. */
final class OpenLock {
    private final HeldLock lock;
    private final RelationSeen relation;
    private final boolean existedBefore;
    private final double grantedAfterMs;
    private final double grantedByMs;
    private final boolean exact;
    private @Nullable Double releasedMs;

    OpenLock(
            HeldLock lock,
            RelationSeen relation,
            boolean existedBefore,
            double grantedAfterMs,
            double grantedByMs,
            boolean exact) {
        this.lock = lock;
        this.relation = relation;
        this.existedBefore = existedBefore;
        this.grantedAfterMs = grantedAfterMs;
        this.grantedByMs = grantedByMs;
        this.exact = exact;
    }

    HeldLock lock() {
        return lock;
    }

    RelationSeen relation() {
        return relation;
    }

    /** The first release counts. */
    void released(double atMs) {
        if (releasedMs == null) {
            releasedMs = atMs;
        }
    }

    LockTaken taken() {
        return new LockTaken(
                relation.name(),
                relation.table(),
                lock.mode().serverName(),
                existedBefore,
                grantedAfterMs,
                grantedByMs,
                releasedMs,
                exact);
    }
}
