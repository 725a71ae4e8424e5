package org.migrationdrill.migration;

import java.time.Duration;
import java.util.Optional;

/**
 * What is set on a migration's sessions before its first statement.
 *
 * @param lockTimeout how long a statement waits for one lock; at least 1 ms; empty: the server's own setting
 */
public record SessionSettings(Optional<Duration> lockTimeout) {
    public SessionSettings {
        if (lockTimeout.filter(timeout -> timeout.toMillis() < 1).isPresent()) {
            throw new IllegalArgumentException("a lock timeout is at least 1 ms, not " + lockTimeout.get());
        }
    }

    /** The server's own settings. */
    public static SessionSettings none() {
        return new SessionSettings(Optional.empty());
    }
}
