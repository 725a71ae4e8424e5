package org.migrationdrill.rehearsal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/**
 * How far a backfill has come, kept in the database that it fills: each batch notes it in its own transaction, so that a backfill that
 * was stopped or killed goes on after the last batch that was committed.
 */
final class BackfillProgress {
    private static final String TABLE = "migration_drill.backfill";

    private final String step;

    /**
     * @param step the step's id
     */
    BackfillProgress(String step) {
        this.step = step;
    }

    /** The key that was reached; empty when it has not begun. In autocommit. */
    OptionalLong reached(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS migration_drill");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS " + TABLE + " (step text PRIMARY KEY, reached bigint NOT NULL,"
                            + " batches bigint NOT NULL, updated_at timestamptz NOT NULL)");
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT reached FROM " + TABLE + " WHERE step = ?")) {
            statement.setString(1, step);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Notes the batch in its transaction. */
    void reached(Connection connection, long to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + TABLE
                + " VALUES (?, ?, 1, now()) ON CONFLICT (step) DO UPDATE SET reached = excluded.reached,"
                + " batches = backfill.batches + 1, updated_at = excluded.updated_at")) {
            statement.setString(1, step);
            statement.setLong(2, to);
            statement.executeUpdate();
        }
    }
}
