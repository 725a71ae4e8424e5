package org.migrationdrill.engine;

import java.util.Optional;
import org.migrationdrill.observe.LockWait.Ended;

/** A message of the server's log that ends a wait, if the session waits at that time. */
record Ending(double atMs, Ended ended) {
    static Optional<Ended> of(LogLine line) {
        if (!line.severity().equals("ERROR") && !line.severity().equals("FATAL")) {
            return Optional.empty();
        }
        return switch (line.sqlState()) {
            case "55P03" -> given(Ended.TIMED_OUT, line.message().contains("lock timeout")); // else it was NOWAIT
            case "57014" -> Optional.of(line.message().contains("timeout") ? Ended.TIMED_OUT : Ended.CANCELLED);
            case "25P04" -> Optional.of(Ended.TIMED_OUT);
            case "40P01" -> Optional.of(Ended.DEADLOCK);
            default -> given(Ended.CANCELLED, line.severity().equals("FATAL"));
        };
    }

    private static Optional<Ended> given(Ended ended, boolean condition) {
        return condition ? Optional.of(ended) : Optional.empty();
    }
}
