package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * What the server counts of the statements of one user in one database (pg_stat_statements). Asked from a database of the drill's
 * own, since a migration might make the extension itself. Used by one thread.
 */
public final class StatementStatistics implements AutoCloseable {
    private static final String TOTALS = """
            SELECT coalesce(sum(wal_bytes), 0)::bigint,
                   coalesce(sum(temp_blks_written), 0)::bigint * current_setting('block_size')::bigint
              FROM pg_stat_statements(false)
             WHERE dbid = (SELECT oid FROM pg_database WHERE datname = ?)
               AND userid = (SELECT oid FROM pg_roles WHERE rolname = ?)
            """;

    private final Connection connection;
    private final String database;
    private final String user;

    private StatementStatistics(Connection connection, String database, String user) {
        this.connection = connection;
        this.database = database;
        this.user = user;
    }

    /** Bytes since the server began to count. */
    record Totals(long walBytes, long tempBytes) {}

    /**
     * Empty where the server does not have them loaded; the session is then closed.
     *
     * @param connection to a database that the extension may be made in; closed with this
     * @param database whose statements are asked for
     */
    public static Optional<StatementStatistics> open(Connection connection, String database, String user)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            StatementStatistics statistics = new StatementStatistics(connection, database, user);
            statistics.totals();
            return Optional.of(statistics);
        } catch (SQLException e) {
            connection.close();
            return Optional.empty();
        }
    }

    Totals totals() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOTALS)) {
            statement.setString(1, database);
            statement.setString(2, user);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Totals(row.getLong(1), row.getLong(2));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
