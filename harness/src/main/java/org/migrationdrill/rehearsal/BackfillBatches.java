package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.SqlStatement;
import org.migrationdrill.engine.ErrorSubjects;
import org.migrationdrill.migration.SqlFailure;
import org.migrationdrill.migration.StatementRun;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.PhaseEvent.StatementSeen;

/** Runs a backfill's statements for one batch after another, and sums up what each of them did. Used by one thread. */
final class BackfillBatches {
    private final List<SqlStatement> statements;
    private final String file;
    private final StepObserver observer;
    private final List<Sum> sums = new ArrayList<>();
    private @Nullable Failure error;

    BackfillBatches(List<SqlStatement> statements, String file, StepObserver observer) {
        this.statements = List.copyOf(statements);
        this.file = file;
        this.observer = observer;
        this.statements.forEach(statement -> sums.add(new Sum()));
    }

    /** One statement over all batches; no rows where it never told how many. */
    private static final class Sum {
        private Duration duration = Duration.ZERO;
        private long runs;
        private @Nullable Long rows;
        private @Nullable Failure error;

        void add(StatementRun run, @Nullable Failure failure) {
            duration = duration.plus(run.duration());
            runs++;
            if (run.rows() != null) {
                rows = (rows == null ? 0 : rows) + run.rows();
            }
            error = failure;
        }

        StatementSeen seen(SqlStatement statement) {
            Long changed = runs == 0 ? Long.valueOf(0) : rows;
            return new StatementSeen(statement.sql(), statement.line(), duration.toMillis(), changed, error);
        }
    }

    /** Up to the statement that fails, which is then the {@link #error}. Answers how many rows were changed. */
    long run(Connection connection, long from, long to) {
        long changed = 0;
        for (int i = 0; i < statements.size() && error == null; i++) {
            StatementRun run = run(connection, statements.get(i), from, to);
            error = run.failure().map(Failures::of).orElse(null);
            sums.get(i).add(run, error);
            changed += run.rows() == null ? 0 : run.rows();
        }
        return changed;
    }

    @Nullable Failure error() {
        return error;
    }

    void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } finally {
            observer.transactionEnded(connection);
        }
    }

    /** What failed is known; a session that is gone with it has nothing to roll back. */
    void rollBack(Connection connection) throws SQLException {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } finally {
            observer.transactionEnded(connection);
        }
    }

    /** One line a statement, up to the one that failed. */
    List<StatementSeen> seen() {
        List<StatementSeen> lines = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            lines.add(sums.get(i).seen(statements.get(i)));
            if (sums.get(i).error != null) {
                break;
            }
        }
        return lines;
    }

    private StatementRun run(Connection connection, SqlStatement statement, long from, long to) {
        observer.starts(connection, file, statement.line(), statement.sql());
        StatementRun run = timed(connection, statement, from, to);
        observer.ran(run);
        return run;
    }

    private StatementRun timed(Connection connection, SqlStatement statement, long from, long to) {
        long began = System.nanoTime();
        try (PreparedStatement prepared = connection.prepareStatement(statement.jdbcSql())) {
            for (int i = 0; i < statement.parameters().size(); i++) {
                prepared.setLong(i + 1, statement.parameters().get(i).equals("from") ? from : to);
            }
            Long rows = prepared.execute() ? null : Long.valueOf(prepared.getLargeUpdateCount());
            return told(statement, began, rows, Optional.empty());
        } catch (SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return told(
                    statement,
                    began,
                    null,
                    Optional.of(new SqlFailure(
                            state, message, statement.sql(), file, statement.line(), ErrorSubjects.of(e))));
        }
    }

    private StatementRun told(SqlStatement statement, long began, @Nullable Long rows, Optional<SqlFailure> failure) {
        Duration duration = Duration.ofNanos(System.nanoTime() - began);
        return new StatementRun(file, statement.sql(), statement.line(), duration, rows, failure);
    }
}
