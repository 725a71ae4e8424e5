package org.migrationdrill.walk;

import java.sql.SQLException;

/** How long the walk itself took over one migration, without the migration's scripts and without copies. Thread-safe. */
final class OwnWork {
    private long nanos;

    /** Work that is the walk's own. */
    interface Work<T> {
        T run() throws SQLException;
    }

    <T> T of(Work<T> work) throws SQLException {
        long start = System.nanoTime();
        try {
            return work.run();
        } finally {
            add(System.nanoTime() - start);
        }
    }

    private synchronized void add(long more) {
        nanos += more;
    }

    synchronized double millis() {
        return nanos / 1e6;
    }
}
