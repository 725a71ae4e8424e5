package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a database equal in content and different in all that no answer may depend on: half of each table's rows move to its end,
 * and the planner has other means. What answers differently there has no fixed answer.
 */
public final class PlannerNoise {
    private static final int SECONDS_TO_ANSWER = 10;
    /** A reason that is not the server's. */
    public static final String ONLY_SUPERUSERS = "only a superuser can move them without setting off triggers";

    private static final List<String> SETTINGS = List.of(
            "enable_hashagg = off",
            "enable_hashjoin = off",
            "enable_bitmapscan = off",
            "enable_incremental_sort = off",
            "max_parallel_workers_per_gather = 0");

    /** Tables with a column that may be set to itself; triggers and foreign keys are off in the session. */
    private static final String MOVABLE = """
            SELECT format('%I.%I', n.nspname, c.relname), format('%I', min(a.attname))
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relkind = 'r' AND a.attgenerated = '' AND a.attidentity <> 'a'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')
              AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'
            GROUP BY n.nspname, c.relname
            ORDER BY 1
            """;

    private PlannerNoise() {}

    /**
     * A table whose rows lie as they lay. What has no fixed order there may look as if it had.
     *
     * @param table quoted where SQL wants it, with its schema; or all of them, in words
     * @param reason the server's, without its details, which may carry values
     */
    public record Unmoved(String table, String reason) {}

    private record Move(String table, String column) {
        String sql() {
            return "UPDATE ONLY " + table + " SET " + column + " = " + column + " WHERE hashtext(ctid::text) & 1 = 0";
        }
    }

    /**
     * Shuffles the database of this session, which is in autocommit. The planner's settings hold for later sessions. A table that
     * takes no updates, as one without a key that is published, is left as it is; so is one with rows that break a check that was
     * never validated.
     *
     * @return the tables that were left, sorted
     */
    public static List<Unmoved> apply(Connection connection) throws SQLException {
        List<String> moved = new ArrayList<>();
        List<Unmoved> left = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            List<Move> moves = moves(statement);
            if (AppLogins.isSuperuser(connection)) {
                statement.execute("SET session_replication_role = replica");
            } else {
                left.add(new Unmoved("every table", ONLY_SUPERUSERS));
                moves = List.of();
            }
            for (Move move : moves) {
                move(statement, move)
                        .ifPresentOrElse(
                                reason -> left.add(new Unmoved(move.table(), reason)), () -> moved.add(move.table()));
            }
            vacuum(statement, moved);
            String database = connection.getCatalog().replace("\"", "\"\"");
            for (String setting : SETTINGS) {
                statement.execute("ALTER DATABASE \"" + database + "\" SET " + setting);
            }
        }
        return List.copyOf(left);
    }

    private static List<Move> moves(Statement statement) throws SQLException {
        List<Move> moves = new ArrayList<>();
        try (ResultSet tables = statement.executeQuery(MOVABLE)) {
            while (tables.next()) {
                moves.add(new Move(tables.getString(1), tables.getString(2)));
            }
        }
        return moves;
    }

    /** Gives the reason where the server refuses; fails where the session is lost. */
    private static Optional<String> move(Statement statement, Move move) throws SQLException {
        try {
            statement.execute(move.sql());
            return Optional.empty();
        } catch (SQLException e) {
            if (!statement.getConnection().isValid(SECONDS_TO_ANSWER)) {
                throw e;
            }
            return Optional.of(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Without names it would go through the whole catalog, which takes longer than all moves. */
    private static void vacuum(Statement statement, List<String> tables) throws SQLException {
        if (!tables.isEmpty()) {
            statement.execute("VACUUM (ANALYZE) " + String.join(", ", tables));
        }
    }
}
