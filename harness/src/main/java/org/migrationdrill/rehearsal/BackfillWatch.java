package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.engine.StatementStatistics.Written;
import org.migrationdrill.migration.StatementRun;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.observe.StatementTrace;
import org.migrationdrill.recording.Failure;

/**
 * Watches a backfill: its first batches closely, which are also those before and after its driver prepares the statements on the
 * server, and of the rest when they ran and what they changed. Tells one trace a statement. Used by one thread.
 */
final class BackfillWatch implements StepObserver {
    private static final int LOOKED_AT = 10;

    private final StepWatch watch;
    private final Axis axis;
    private final Map<String, Sum> sums = new LinkedHashMap<>();
    private int batches;
    private double lastEndMs;

    BackfillWatch(StepWatch watch, Axis axis) {
        this.watch = watch;
        this.axis = axis;
    }

    /** One statement over all its batches. */
    private record Sum(
            long runs,
            double longestMs,
            double endMs,
            @Nullable Long rows) {
        Sum plus(StatementRun run, double endMs) {
            Long all = rows == null || run.rows() == null ? null : Long.valueOf(rows + run.rows());
            return new Sum(runs + 1, Math.max(longestMs, run.duration().toNanos() / 1e6), endMs, all);
        }
    }

    @Override
    public void attemptStarts() {
        watch.attemptStarts();
    }

    @Override
    public void attemptEnded(@Nullable Failure error) {
        watch.attemptEnded(error);
    }

    @Override
    public void opened(Connection session) {
        watch.opened(session);
    }

    @Override
    public void starts(Connection session, String file, @Nullable Integer line, String sql) {
        if (batches < LOOKED_AT) {
            watch.starts(session, file, line, sql);
        }
    }

    @Override
    public void ran(StatementRun run) {
        sums.merge(key(run.line(), run.sql()), new Sum(0, 0, 0, 0L), (sum, none) -> sum);
        sums.computeIfPresent(key(run.line(), run.sql()), (key, sum) -> sum.plus(run, axis.now()));
        if (batches < LOOKED_AT) {
            watch.ran(run);
        }
    }

    @Override
    public void transactionEnded(Connection session) {
        lastEndMs = axis.now();
        if (batches < LOOKED_AT) {
            watch.transactionEnded(session);
        }
        batches++;
    }

    WatchedStep seen(StepOutcome outcome) {
        return watch.seen(outcome, statements());
    }

    private List<StatementTrace> statements() {
        Map<String, StatementTrace> traces = new LinkedHashMap<>();
        for (StatementTrace trace : watch.statements()) {
            traces.merge(key(trace.line(), trace.sql()), trace, BackfillWatch::joined);
        }
        Written written = traces.size() == 1 ? watch.written() : null;
        List<StatementTrace> all = new ArrayList<>();
        traces.forEach((key, trace) -> {
            Sum sum = sums.get(key);
            all.add(sum == null || sum.runs() < 2 ? trace : whole(trace, sum, written));
        });
        return all;
    }

    private static String key(@Nullable Integer line, String sql) {
        return line + " " + sql;
    }

    /** Locks are the first batch's; what any batch did, the statement did. */
    private static StatementTrace joined(StatementTrace first, StatementTrace next) {
        return new StatementTrace(
                first.attempt(),
                first.backend(),
                first.file(),
                first.line(),
                first.sql(),
                first.startMs(),
                next.endMs(),
                next.transactionEndMs(),
                null,
                next.sqlState(),
                next.message(),
                first.lockTimeoutMs(),
                first.statementTimeoutMs(),
                first.locks(),
                union(first.rewrote(), next.rewrote()),
                union(first.scanned(), next.scanned()),
                null,
                null,
                first.sizes(),
                List.copyOf(union(first.waitedFor(), next.waitedFor())),
                List.copyOf(union(first.limits(), next.limits())));
    }

    private StatementTrace whole(StatementTrace trace, Sum sum, @Nullable Written written) {
        List<String> limits = new ArrayList<>(trace.limits());
        limits.add("This stands for " + sum.runs() + " batches, the longest of which took "
                + Math.round(sum.longestMs())
                + " ms; locks and sizes are the first one's, and the session was looked at in"
                + " the first " + LOOKED_AT + ".");
        if (written == null) {
            limits.add(
                    "What a statement wrote is not known of a backfill with several of them, or without statistics.");
        } else {
            limits.add("What it wrote includes the backfill's progress and its search for the next batch.");
        }
        return new StatementTrace(
                trace.attempt(),
                trace.backend(),
                trace.file(),
                trace.line(),
                trace.sql(),
                trace.startMs(),
                sum.endMs(),
                lastEndMs,
                sum.rows(),
                trace.sqlState(),
                trace.message(),
                trace.lockTimeoutMs(),
                trace.statementTimeoutMs(),
                trace.locks(),
                trace.rewrote(),
                trace.scanned(),
                written == null ? null : written.walBytes(),
                written == null ? null : written.tempBytes(),
                trace.sizes(),
                trace.waitedFor(),
                limits);
    }

    private static @Nullable List<String> union(@Nullable List<String> first, @Nullable List<String> next) {
        if (first == null || next == null) {
            return null;
        }
        Set<String> all = new LinkedHashSet<>(first);
        all.addAll(next);
        return List.copyOf(all);
    }
}
