package org.migrationdrill.recording;

import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.ErrorSubject;

/**
 * An error that a server gave, without its details, which may carry values.
 *
 * @param subject what the server says that it is about; null where it says nothing, or where that may be a value
 */
public record Failure(
        @Nullable String sqlState,
        String message,
        @Nullable String statement,
        @Nullable String file,
        @Nullable Integer line,
        @Nullable ErrorSubject subject) {
    /** About nothing that the server names. */
    public Failure(
            @Nullable String sqlState,
            String message,
            @Nullable String statement,
            @Nullable String file,
            @Nullable Integer line) {
        this(sqlState, message, statement, file, line, null);
    }
}
