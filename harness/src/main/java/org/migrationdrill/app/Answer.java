package org.migrationdrill.app;

import java.util.List;

/** What an operation got from the database. */
public sealed interface Answer {
    /** Every statement succeeded, and no deferred constraint was violated. */
    record Answered(List<StatementAnswer> statements) implements Answer {
        public Answered {
            statements = List.copyOf(statements);
        }
    }

    /**
     * A statement failed; those after it did not run.
     *
     * @param statement the index of the failed statement, counted from 0; the last one's for a deferred constraint
     * @param line where that statement starts in its suite
     * @param sqlState {@code 54000} also for an answer with too many rows
     * @param message the server's primary message without its detail; at most 500 characters
     */
    record Failed(int statement, int line, String sqlState, String message) implements Answer {}
}
