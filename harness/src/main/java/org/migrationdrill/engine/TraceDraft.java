package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.engine.StatementStatistics.Written;
import org.migrationdrill.observe.LockTaken;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.observe.StatementTrace.TableSize;

/** What is known so far of a statement, until its transaction has ended. Used by one thread. */
final class TraceDraft {
    private final int attempt;
    private final int backend;
    private final @Nullable String file;
    private final @Nullable Integer line;
    private final String sql;
    private final Set<String> limits = new LinkedHashSet<>();
    private double startMs;
    private double endMs;
    private @Nullable Look look;
    private StatementEnd end = StatementEnd.UNKNOWN;
    private @Nullable Double transactionEndMs;
    private @Nullable List<OpenLock> locks;
    private @Nullable List<String> rewrote;
    private @Nullable List<String> scanned;
    private @Nullable Written written;
    private List<TableSize> sizes = List.of();
    private List<String> waitedFor = List.of();
    private int alike = 1;

    TraceDraft(int attempt, int backend, @Nullable String file, @Nullable Integer line, String sql) {
        this.attempt = attempt;
        this.backend = backend;
        this.file = file;
        this.line = line;
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    double startMs() {
        return startMs;
    }

    double endMs() {
        return endMs;
    }

    boolean failed() {
        return end.failed();
    }

    /** {@code look} is what was seen of the session last, if it could be looked at. */
    void started(double atMs, @Nullable Look look) {
        this.startMs = atMs;
        this.look = look;
    }

    void ended(double atMs, StatementEnd end) {
        this.endMs = atMs;
        this.end = end;
    }

    /** The statement that came next was one like this, and the two are told of as one. */
    void goesOnWith(TraceDraft next) {
        endMs = next.endMs;
        end = end.plus(next.end);
        alike++;
    }

    void limit(String sentence) {
        limits.add(sentence);
    }

    void took(List<OpenLock> taken) {
        locks = taken;
    }

    void rewrote(List<String> relations) {
        rewrote = relations;
    }

    void scanned(List<String> tables) {
        scanned = tables;
    }

    /** The server counts no statement that fails. */
    void wrote(Map<Long, Written> amounts) {
        if (amounts.isEmpty() || end.failed()) {
            limit("The server's statistics do not have it: what it wrote is not known.");
        } else {
            written = StatementStatistics.sum(amounts);
        }
    }

    void sizes(List<TableSize> tables) {
        sizes = tables;
    }

    void waitedFor(List<String> transactions) {
        waitedFor = transactions;
    }

    List<OpenLock> locks() {
        return locks == null ? List.of() : locks;
    }

    void transactionEnded(double atMs) {
        transactionEndMs = atMs;
        locks().forEach(lock -> lock.released(atMs));
    }

    StatementTrace finish() {
        if (alike > 1) {
            limits.add("This stands for " + alike
                    + " statements in a row that differ in values only; the session was looked"
                    + " at before the first and after the last of them, if at all.");
        }
        return new StatementTrace(
                attempt,
                backend,
                file,
                line,
                sql,
                startMs,
                endMs,
                transactionEndMs,
                end.rows(),
                end.sqlState(),
                end.message(),
                look == null ? null : look.lockTimeoutMs(),
                look == null ? null : look.statementTimeoutMs(),
                locks == null ? null : strongestFirst(locks),
                rewrote,
                scanned,
                written == null ? null : written.walBytes(),
                written == null ? null : written.tempBytes(),
                sizes,
                waitedFor,
                new ArrayList<>(limits));
    }

    private static List<LockTaken> strongestFirst(List<OpenLock> locks) {
        return locks.stream()
                .sorted(Comparator.comparing((OpenLock lock) -> lock.lock().mode())
                        .reversed()
                        .thenComparing(lock -> lock.relation().name()))
                .map(OpenLock::taken)
                .toList();
    }
}
