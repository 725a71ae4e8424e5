package org.migrationdrill.observe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one statement of a step. Times are milliseconds on the run's {@link Axis}. What could not be measured is null,
 * and {@code limits} says why.
 *
 * @param attempt of the step, from 1
 * @param backend the server's process that ran it
 * @param file the script; null where there is none
 * @param line where it starts in the script, from 1
 * @param transactionEndMs when its transaction ended
 * @param rows that it changed
 * @param sqlState of its failure; null when it succeeded
 * @param message of its failure, without details
 * @param lockTimeoutMs in effect; 0: none
 * @param statementTimeoutMs in effect; 0: none
 * @param locks that it got on relations of the app, strongest first
 * @param rewrote relations (tables, toast tables, indexes) that were there before and got a new file
 * @param scanned tables read from end to end
 * @param tempBytes written to temporary files
 * @param sizes of the tables that it locked, before and after
 * @param waitedFor transactions that a concurrent build waited for, in words
 */
public record StatementTrace(
        int attempt,
        int backend,
        @Nullable String file,
        @Nullable Integer line,
        String sql,
        double startMs,
        double endMs,
        @Nullable Double transactionEndMs,
        @Nullable Long rows,
        @Nullable String sqlState,
        @Nullable String message,
        @Nullable Long lockTimeoutMs,
        @Nullable Long statementTimeoutMs,
        @Nullable List<LockTaken> locks,
        @Nullable List<String> rewrote,
        @Nullable List<String> scanned,
        @Nullable Long walBytes,
        @Nullable Long tempBytes,
        List<TableSize> sizes,
        List<String> waitedFor,
        List<String> limits) {
    public StatementTrace {
        locks = locks == null ? null : List.copyOf(locks);
        rewrote = rewrote == null ? null : List.copyOf(rewrote);
        scanned = scanned == null ? null : List.copyOf(scanned);
        sizes = List.copyOf(sizes);
        waitedFor = List.copyOf(waitedFor);
        limits = List.copyOf(limits);
    }

    /** The same with another message. */
    public StatementTrace withMessage(String other) {
        return new StatementTrace(
                attempt,
                backend,
                file,
                line,
                sql,
                startMs,
                endMs,
                transactionEndMs,
                rows,
                sqlState,
                other,
                lockTimeoutMs,
                statementTimeoutMs,
                locks,
                rewrote,
                scanned,
                walBytes,
                tempBytes,
                sizes,
                waitedFor,
                limits);
    }

    /** Bytes of a table with its indexes and its toast table; null: it was not there. */
    public record TableSize(
            String table,
            @Nullable Long beforeBytes,
            @Nullable Long afterBytes) {}
}
