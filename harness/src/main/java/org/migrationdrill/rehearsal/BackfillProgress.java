package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.DatabaseUnavailableException;

/**
 * How far a backfill has got, kept in its database and written in each batch's own transaction, so that what is done and what is said to
 * be done are the same, whatever it dies of. The schema is the drill's own and in none of its comparisons: the twin keeps no progress.
 */
final class BackfillProgress {
    private final String step;

    /** {@code step} is the plan's id of it. */
    BackfillProgress(String step) {
        this.step = step;
    }

    /** Commits the table that it is kept in, unless it is there. */
    void prepare(Connection autocommit) throws SQLException {
        try (Statement statement = autocommit.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS migration_drill");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS migration_drill.backfill (
                        step text PRIMARY KEY,
                        upto bigint NOT NULL,
                        batches bigint NOT NULL,
                        rows bigint NOT NULL,
                        updated_at timestamptz NOT NULL)
                    """);
        }
    }

    /** The last key that is done; empty: none is. */
    OptionalLong upTo(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT upto FROM migration_drill.backfill WHERE step = ?")) {
            query.setString(1, step);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** One more batch is done, as soon as its transaction is committed. */
    void reached(Connection connection, long upTo, long rows) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement("""
                INSERT INTO migration_drill.backfill AS done VALUES (?, ?, 1, ?, clock_timestamp())
                ON CONFLICT (step) DO UPDATE SET upto = EXCLUDED.upto, batches = done.batches + 1,
                    rows = done.rows + EXCLUDED.rows, updated_at = EXCLUDED.updated_at
                """)) {
            change.setString(1, step);
            change.setLong(2, upTo);
            change.setLong(3, rows);
            change.executeUpdate();
        }
    }

    /** The step was rolled back: when it comes again, it begins at the beginning. */
    void forget(DatabaseCopy database) {
        try (Connection connection = database.connect("drill backfill")) {
            prepare(connection);
            try (PreparedStatement change =
                    connection.prepareStatement("DELETE FROM migration_drill.backfill WHERE step = ?")) {
                change.setString(1, step);
                change.executeUpdate();
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(
                    "The progress of " + step + " can't be forgotten (SQLState " + e.getSQLState()
                            + "). Look into the server's log.",
                    e);
        }
    }
}
