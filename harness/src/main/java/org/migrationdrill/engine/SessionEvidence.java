package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.engine.StatementStatistics.Written;
import org.migrationdrill.observe.StatementTrace;

/**
 * The evidence of one session. A look after a statement is also the look before the next one of its transaction. Used by one thread.
 */
final class SessionEvidence {
    private final int backend;
    private final EvidenceTools tools;
    private final Consumer<StatementTrace> finished;
    private final SessionLook looks;
    private final List<TraceDraft> unfinished = new ArrayList<>();
    private final Repetition repetition = new Repetition();
    private Map<Long, Written> written = Map.of();
    private @Nullable Look look;
    private @Nullable TraceDraft current;

    SessionEvidence(Connection session, int backend, EvidenceTools tools, Consumer<StatementTrace> finished) {
        this.backend = backend;
        this.tools = tools;
        this.finished = finished;
        this.looks = new SessionLook(session, tools.relations());
    }

    void before(int attempt, @Nullable String file, @Nullable Integer line, String sql) {
        repetition.endsBefore(sql).ifPresent(row -> conclude(row, new SampledLocks(backend, row.startMs())));
        TraceDraft draft = new TraceDraft(attempt, backend, file, line, sql);
        current = draft;
        if (look == null) {
            look = looked(draft, seen -> Set.of());
            written = writtenBy(draft);
        }
        draft.started(tools.axis().now(), look);
        tools.sampler().watch(backend);
    }

    void after(StatementEnd end) {
        double endMs = tools.axis().now();
        SampledLocks samples = tools.sampler().end();
        TraceDraft draft = announced();
        draft.ended(endMs, end);
        if (end.failed() || !repetition.absorbs(draft, isInTransaction(draft))) {
            Optional<TraceDraft> row = repetition.endsWith(draft);
            row.ifPresentOrElse(told -> conclude(told, samples), () -> {
                unfinished.add(draft);
                conclude(draft, samples);
            });
        } else if (repetition.isFirst(draft)) {
            unfinished.add(draft);
        }
    }

    /** Whoever ended it; a session in autocommit has none. */
    void transactionEnded() {
        double endMs = tools.axis().now();
        repetition.end().ifPresent(this::tellWritten);
        finish(endMs);
        look = null;
    }

    private TraceDraft announced() {
        TraceDraft draft = current;
        if (draft == null) {
            throw new IllegalStateException("a statement ended that was not announced");
        }
        current = null;
        return draft;
    }

    private void conclude(TraceDraft draft, SampledLocks samples) {
        tellWritten(draft);
        Look before = look;
        Conclusion conclusion = new Conclusion(tools, draft, samples, before);
        Look after = looked(draft, conclusion::wanted);
        look = after;
        if (after == null || before == null) {
            conclusion.withoutLook();
        } else if (after.isInTheTransactionOf(before)) {
            release(after, draft.endMs());
            if (conclusion.within(after)) {
                repetition.quiet(draft);
            }
        } else {
            fromOutside(conclusion, draft);
            finish(draft.endMs());
        }
    }

    private void fromOutside(Conclusion conclusion, TraceDraft draft) {
        try {
            conclusion.fromOutside();
        } catch (SQLException e) {
            draft.limit(unseen("What the statement did", e));
        }
    }

    /** Going back to a savepoint gives locks away before the transaction's end. */
    private void release(Look now, double atMs) {
        unfinished.stream()
                .flatMap(draft -> draft.locks().stream())
                .filter(lock -> !now.locks().contains(lock.lock()))
                .forEach(lock -> lock.released(atMs));
    }

    private void finish(double endMs) {
        for (TraceDraft draft : unfinished) {
            draft.transactionEnded(endMs);
            finished.accept(draft.finish());
        }
        unfinished.clear();
    }

    private void tellWritten(TraceDraft draft) {
        Map<Long, Written> earlier = written;
        written = writtenBy(draft);
        if (tools.statistics().missing().isEmpty()) {
            draft.wrote(StatementStatistics.between(earlier, written));
        }
    }

    private Map<Long, Written> writtenBy(TraceDraft draft) {
        try {
            tools.statistics().missing().ifPresent(draft::limit);
            return tools.statistics().read();
        } catch (SQLException e) {
            draft.limit(unseen("What the statement wrote", e));
            return written;
        }
    }

    private @Nullable Look looked(TraceDraft draft, Function<Look, Set<Long>> wanted) {
        try {
            return looks.take(wanted).orElse(null);
        } catch (SQLException e) {
            draft.limit(unseen("The migration's session", e));
            return null;
        }
    }

    private boolean isInTransaction(TraceDraft draft) {
        try {
            return looks.isInTransaction();
        } catch (SQLException e) {
            draft.limit(unseen("The migration's session", e));
            return false;
        }
    }

    private static String unseen(String what, SQLException e) {
        return what + " could not be looked at (SQLState " + e.getSQLState() + ").";
    }
}
