package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the statements in one database have written, from the server's statistics of statements ({@code pg_stat_statements}). They are
 * read in a database of the drill's own, since a migration may want to make the extension in its own. All sessions of the watched
 * database count, but for those that set {@code pg_stat_statements.track} to {@code none}: traffic and observers do. Thread-safe as
 * its connection is.
 */
public final class StatementStatistics {
    private static final String QUERY = """
            SELECT s.queryid, sum(s.calls), sum(s.wal_bytes), sum(s.temp_blks_written) * current_setting('block_size')::int8
              FROM pg_stat_statements(false) s
             WHERE s.dbid = (SELECT oid FROM pg_database WHERE datname = ?)
             GROUP BY s.queryid
            """;

    /** Keeps the session's statements out of the statistics. Only a superuser may, and for nobody else are they read. */
    static final String LEAVE_OUT = "SELECT CASE pg_catalog.current_setting('is_superuser') WHEN 'on' THEN"
            + " pg_catalog.set_config('pg_stat_statements.track', 'none', false) END";

    private final @Nullable PreparedStatement query;
    private final @Nullable String missing;

    private StatementStatistics(@Nullable PreparedStatement query, @Nullable String missing) {
        this.query = query;
        this.missing = missing;
    }

    /** Of a server that can't be asked for them. */
    public static StatementStatistics none(String reason) {
        return new StatementStatistics(null, reason);
    }

    /**
     * Makes the extension if need be. A server without it has no such statistics, which is no failure.
     *
     * @param own a session in autocommit of a superuser, in a database of the drill's own; it stays the caller's
     * @param database whose statements are asked for
     */
    public static StatementStatistics open(Connection own, String database) {
        try (Statement statement = own.createStatement()) {
            if (!AppLogins.isSuperuser(own)) {
                return none("The drill is no superuser on this server, and can't keep traffic out of the statistics of"
                        + " statements: WAL and temporary files of statements are not known.");
            }
            statement.execute(LEAVE_OUT);
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            statement.execute("SELECT FROM pg_stat_statements(false) LIMIT 1");
            PreparedStatement query = own.prepareStatement(QUERY);
            query.setString(1, database);
            return new StatementStatistics(query, null);
        } catch (SQLException e) {
            return none("The server has no statistics of statements (pg_stat_statements, SQLState " + e.getSQLState()
                    + "): WAL and temporary files of statements are not known.");
        }
    }

    /** Why there are none. */
    Optional<String> missing() {
        return Optional.ofNullable(missing);
    }

    /** All there is now, by the server's id for statements that are alike; empty where the server has none. */
    Map<Long, Written> read() throws SQLException {
        Map<Long, Written> all = new HashMap<>();
        if (query == null) {
            return all;
        }
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                all.put(row.getLong(1), new Written(row.getLong(2), row.getLong(3), row.getLong(4)));
            }
        }
        return all;
    }

    static Written sum(Map<Long, Written> all) {
        return all.values().stream().reduce(Written.NOTHING, Written::plus);
    }

    /** What was written between two readings, by the statements that ran meanwhile. */
    static Map<Long, Written> between(Map<Long, Written> earlier, Map<Long, Written> later) {
        Map<Long, Written> changed = new HashMap<>();
        later.forEach((id, written) -> {
            Written since = written.since(earlier.getOrDefault(id, Written.NOTHING));
            if (since.calls() != 0) {
                changed.put(id, since);
            }
        });
        return changed;
    }

    /** Sums over some runs of statements. */
    public record Written(long calls, long walBytes, long tempBytes) {
        static final Written NOTHING = new Written(0, 0, 0);

        Written plus(Written other) {
            return new Written(calls + other.calls, walBytes + other.walBytes, tempBytes + other.tempBytes);
        }

        private Written since(Written earlier) {
            return new Written(calls - earlier.calls, walBytes - earlier.walBytes, tempBytes - earlier.tempBytes);
        }
    }
}
