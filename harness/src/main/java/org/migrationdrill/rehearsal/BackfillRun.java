package org.migrationdrill.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.SqlScanner;
import org.migrationdrill.app.SqlStatement;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.recording.Event.Failure;
import org.migrationdrill.recording.Event.StatementSeen;
import org.migrationdrill.scenario.Step;

/**
 * Runs a backfill on one database: its statement over ranges of rows in key order, each range one transaction. The twin has no
 * traffic that a pause could make way for, so none is made here.
 */
final class BackfillRun {
    private final DatabaseCopy database;
    private final @Nullable String file;
    private final long start = System.nanoTime();

    BackfillRun(DatabaseCopy database, @Nullable String file) {
        this.database = database;
        this.file = file;
    }

    StepOutcome forward(Step.Backfill step) {
        return over(step.sql(), (connection, statements) -> {
            List<StatementSeen> seen = new ArrayList<>();
            long from = Long.MIN_VALUE;
            for (OptionalLong to = next(connection, step, from); to.isPresent(); to = next(connection, step, from)) {
                for (SqlStatement statement : statements) {
                    StatementSeen batch = batch(connection, statement, from, to.getAsLong());
                    seen.add(batch);
                    if (batch.error() != null) {
                        return seen;
                    }
                }
                from = to.getAsLong();
            }
            return summary(statements, seen);
        });
    }

    /** Runs a script once, statement by statement in autocommit: a backfill's way back. */
    StepOutcome script(Path script) {
        return over(script, (connection, statements) -> {
            List<StatementSeen> seen = new ArrayList<>();
            for (SqlStatement statement : statements) {
                seen.add(batch(connection, statement, 0, 0));
                if (seen.get(seen.size() - 1).error() != null) {
                    break;
                }
            }
            return seen;
        });
    }

    private interface Body {
        List<StatementSeen> run(Connection connection, List<SqlStatement> statements) throws SQLException;
    }

    private StepOutcome over(Path script, Body body) {
        try (Connection connection = database.connect("drill backfill")) {
            List<StatementSeen> seen = body.run(connection, SqlScanner.statements(Files.readString(script), 1));
            Failure error = seen.isEmpty() ? null : seen.get(seen.size() - 1).error();
            return new StepOutcome(1, elapsed(), file, error, seen);
        } catch (SQLException e) {
            return new StepOutcome(1, elapsed(), file, Failures.of(e, "", String.valueOf(file)), List.of());
        } catch (IOException e) {
            throw new IllegalStateException(script + " was there when the scenario was read", e);
        }
    }

    private static OptionalLong next(Connection connection, Step.Backfill step, long from) throws SQLException {
        String key = Names.quoted(step.key());
        String sql = "SELECT max(k) FROM (SELECT " + key + " AS k FROM " + Names.qualified(step.table()) + " WHERE "
                + key + " > ? ORDER BY " + key + " LIMIT ?) AS batch";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, from);
            statement.setLong(2, step.batch());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                long to = result.getLong(1);
                return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(to);
            }
        }
    }

    private StatementSeen batch(Connection connection, SqlStatement statement, long from, long to) {
        long began = System.nanoTime();
        try (PreparedStatement prepared = connection.prepareStatement(statement.jdbcSql())) {
            for (int i = 0; i < statement.parameters().size(); i++) {
                prepared.setLong(i + 1, statement.parameters().get(i).equals("from") ? from : to);
            }
            long rows = prepared.executeUpdate();
            return new StatementSeen(statement.sql(), statement.line(), millis(began), rows, null);
        } catch (SQLException e) {
            Failure failure = Failures.of(e, statement.sql(), String.valueOf(file));
            return new StatementSeen(statement.sql(), statement.line(), millis(began), null, failure);
        }
    }

    /** One line a statement over all its batches. */
    private static List<StatementSeen> summary(List<SqlStatement> statements, List<StatementSeen> batches) {
        return statements.stream()
                .map(statement -> {
                    List<StatementSeen> own = batches.stream()
                            .filter(batch -> batch.line() != null && batch.line() == statement.line())
                            .toList();
                    long duration =
                            own.stream().mapToLong(StatementSeen::durationMs).sum();
                    long rows = own.stream()
                            .mapToLong(batch -> batch.rows() == null ? 0 : batch.rows())
                            .sum();
                    return new StatementSeen(statement.sql(), statement.line(), duration, rows, null);
                })
                .toList();
    }

    private static long millis(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
