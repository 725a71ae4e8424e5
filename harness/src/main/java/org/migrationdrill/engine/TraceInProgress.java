package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.LockTaken;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.observe.StatementTrace.TableSize;

/** A statement's trace until its transaction is over. */
final class TraceInProgress {
    final int process;
    final double startMs;
    final double endMs;
    private final int attempt;
    private final @Nullable String file;
    private final @Nullable Integer line;
    private final String sql;
    private final List<LockTaken> locks = new ArrayList<>();
    private final List<String> rewrote = new ArrayList<>();
    private final List<String> scanned = new ArrayList<>();
    private final List<TableSize> sizes = new ArrayList<>();
    private final List<String> waitedFor = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private @Nullable Double transactionEndMs;
    private @Nullable Long rows;
    private @Nullable String sqlState;
    private @Nullable String message;
    private @Nullable Long lockTimeoutMs;
    private @Nullable Long statementTimeoutMs;
    private @Nullable Long walBytes;
    private @Nullable Long tempBytes;
    private boolean locksSeen;
    private boolean rewritesSeen;
    private boolean scansSeen;

    TraceInProgress(
            int attempt,
            int process,
            @Nullable String file,
            @Nullable Integer line,
            String sql,
            double startMs,
            double endMs) {
        this.attempt = attempt;
        this.process = process;
        this.file = file;
        this.line = line;
        this.sql = sql;
        this.startMs = startMs;
        this.endMs = endMs;
    }

    void ended(@Nullable Long changedRows, @Nullable String state, @Nullable String text) {
        rows = changedRows;
        sqlState = state;
        message = text;
    }

    void settings(@Nullable SessionLook look) {
        if (look != null) {
            lockTimeoutMs = look.lockTimeoutMs();
            statementTimeoutMs = look.statementTimeoutMs();
        }
    }

    void lock(LockTaken lock) {
        locks.add(lock);
    }

    void locksSeen() {
        locksSeen = true;
    }

    void rewrite(String relation) {
        rewrote.add(relation);
    }

    void rewritesSeen() {
        rewritesSeen = true;
    }

    void scan(String table) {
        scanned.add(table);
    }

    void scansSeen() {
        scansSeen = true;
    }

    void size(String table, long before, long after) {
        sizes.add(new TableSize(table, before < 0 ? null : before, after));
    }

    void waitedFor(String words) {
        waitedFor.add(words);
    }

    void limit(String sentence) {
        limits.add(sentence);
    }

    void wrote(long wal, long temp) {
        walBytes = wal;
        tempBytes = temp;
    }

    void transactionEnded(double ms) {
        if (transactionEndMs == null) {
            transactionEndMs = ms;
            locks.replaceAll(lock -> lock.releasedMs() == null ? released(lock, ms) : lock);
        }
    }

    static LockTaken released(LockTaken lock, double ms) {
        return new LockTaken(
                lock.relation(),
                lock.table(),
                lock.mode(),
                lock.existedBefore(),
                lock.grantedAfterMs(),
                lock.grantedByMs(),
                ms,
                lock.exact());
    }

    private List<LockTaken> strongestFirst() {
        return locks.stream()
                .sorted(Comparator.comparing((LockTaken lock) -> LockMode.strength(lock.mode()))
                        .reversed()
                        .thenComparing(LockTaken::relation))
                .toList();
    }

    StatementTrace trace() {
        return new StatementTrace(
                attempt,
                process,
                file,
                line,
                sql,
                startMs,
                endMs,
                transactionEndMs,
                rows,
                sqlState,
                message,
                lockTimeoutMs,
                statementTimeoutMs,
                locksSeen ? strongestFirst() : null,
                rewritesSeen ? rewrote : null,
                scansSeen ? scanned : null,
                walBytes,
                tempBytes,
                sizes,
                waitedFor,
                limits);
    }
}
