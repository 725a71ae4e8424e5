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
import java.util.Objects;
import java.util.Optional;
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
    /** One row where the column is there and its type, or the type below its domain, is no integer's. */
    private static final String UNFIT_TYPE = """
            WITH RECURSIVE key_column AS (
                SELECT atttypid FROM pg_attribute
                WHERE attrelid = to_regclass(?) AND attname = ? AND attnum > 0 AND NOT attisdropped
            ), base AS (
                SELECT atttypid AS type FROM key_column
                UNION ALL
                SELECT t.typbasetype FROM base JOIN pg_type t ON t.oid = base.type WHERE t.typtype = 'd'
            )
            SELECT format_type(atttypid, NULL) FROM key_column
            WHERE NOT EXISTS (SELECT FROM base WHERE type IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype))
            """;

    private final DatabaseCopy database;
    private final @Nullable String file;
    private final long start = System.nanoTime();

    BackfillRun(DatabaseCopy database, @Nullable String file) {
        this.database = database;
        this.file = file;
    }

    StepOutcome forward(Step.Backfill step) {
        return over(step.sql(), (connection, statements) -> {
            Optional<String> type = unfitType(connection, step);
            if (type.isPresent()) {
                return new Walked(List.of(), unfit(step, type.get()));
            }
            connection.setAutoCommit(false);
            return walk(connection, step, statements);
        });
    }

    private Walked walk(Connection connection, Step.Backfill step, List<SqlStatement> statements) throws SQLException {
        List<StatementSeen> seen = new ArrayList<>();
        long from = Long.MIN_VALUE;
        for (OptionalLong to = next(connection, step, from); to.isPresent(); to = next(connection, step, from)) {
            List<StatementSeen> range = inOrder(connection, statements, from, to.getAsLong());
            seen.addAll(range);
            if (error(range) != null) {
                connection.rollback();
                return new Walked(seen, error(range));
            }
            connection.commit();
            from = to.getAsLong();
        }
        return new Walked(summary(statements, seen), null);
    }

    /** A range's ends are whole numbers: those of a fraction would never come to an end, those of a text be none. */
    private static Optional<String> unfitType(Connection connection, Step.Backfill step) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UNFIT_TYPE)) {
            statement.setString(1, Names.qualified(step.table()));
            statement.setString(2, step.key());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        }
    }

    private Failure unfit(Step.Backfill step, String type) {
        String message = "The backfill's key " + step.table() + "." + step.key() + " is of type " + type
                + "; a backfill walks a column of type smallint, integer or bigint";
        return new Failure(null, message, null, file, null);
    }

    /** Runs a script once, statement by statement in autocommit: a backfill's way back. */
    StepOutcome script(Path script) {
        return over(script, (connection, statements) -> {
            List<StatementSeen> seen = inOrder(connection, statements, 0, 0);
            return new Walked(seen, error(seen));
        });
    }

    private record Walked(
            List<StatementSeen> seen, @Nullable Failure error) {}

    private interface Body {
        Walked run(Connection connection, List<SqlStatement> statements) throws SQLException;
    }

    private StepOutcome over(Path script, Body body) {
        try (Connection connection = database.connect("drill backfill")) {
            Walked walked = body.run(connection, SqlScanner.statements(Files.readString(script), 1));
            return new StepOutcome(1, elapsed(), file, walked.error(), walked.seen());
        } catch (SQLException e) {
            return new StepOutcome(1, elapsed(), file, Failures.of(e, "", String.valueOf(file)), List.of());
        } catch (IOException e) {
            throw new IllegalStateException(script + " was there when the scenario was read", e);
        }
    }

    /** Up to the first that fails. */
    private List<StatementSeen> inOrder(Connection connection, List<SqlStatement> statements, long from, long to) {
        List<StatementSeen> seen = new ArrayList<>();
        for (SqlStatement statement : statements) {
            seen.add(batch(connection, statement, from, to));
            if (error(seen) != null) {
                break;
            }
        }
        return seen;
    }

    private static @Nullable Failure error(List<StatementSeen> seen) {
        return seen.isEmpty() ? null : seen.get(seen.size() - 1).error();
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
            Long rows = prepared.execute() ? null : prepared.getLargeUpdateCount();
            return new StatementSeen(statement.sql(), statement.line(), millis(began), rows, null);
        } catch (SQLException e) {
            Failure failure = Failures.of(e, statement.sql(), String.valueOf(file));
            return new StatementSeen(statement.sql(), statement.line(), millis(began), null, failure);
        }
    }

    /** One line a statement over all its batches, each of which ran all statements in their order. */
    private static List<StatementSeen> summary(List<SqlStatement> statements, List<StatementSeen> batches) {
        List<StatementSeen> lines = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            List<StatementSeen> own = new ArrayList<>();
            for (int batch = i; batch < batches.size(); batch += statements.size()) {
                own.add(batches.get(batch));
            }
            lines.add(total(statements.get(i), own));
        }
        return lines;
    }

    private static StatementSeen total(SqlStatement statement, List<StatementSeen> batches) {
        long duration = batches.stream().mapToLong(StatementSeen::durationMs).sum();
        List<Long> counts = batches.stream()
                .map(StatementSeen::rows)
                .filter(Objects::nonNull)
                .toList();
        boolean counted = batches.isEmpty() || !counts.isEmpty();
        Long rows = counted ? counts.stream().mapToLong(Long::longValue).sum() : null;
        return new StatementSeen(statement.sql(), statement.line(), duration, rows, null);
    }

    private static long millis(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
