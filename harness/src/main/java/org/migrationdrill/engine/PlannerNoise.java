package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a database equal in content and different in all that no answer may depend on: half of each table's rows move to its end,
 * and the planner has other means. What answers differently there has no fixed answer.
 */
public final class PlannerNoise {
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

    /** Shuffles the database of this session, which is in autocommit. The planner's settings hold for later sessions. */
    public static void apply(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (String move : moves(statement)) {
                statement.execute(move);
            }
            statement.execute("VACUUM (ANALYZE)");
            String database = connection.getCatalog().replace("\"", "\"\"");
            for (String setting : SETTINGS) {
                statement.execute("ALTER DATABASE \"" + database + "\" SET " + setting);
            }
        }
    }

    private static List<String> moves(Statement statement) throws SQLException {
        List<String> moves = new ArrayList<>();
        try (ResultSet tables = statement.executeQuery(MOVABLE)) {
            while (tables.next()) {
                String column = tables.getString(2);
                moves.add("UPDATE ONLY " + tables.getString(1) + " SET " + column + " = " + column
                        + " WHERE hashtext(ctid::text) & 1 = 0");
            }
        }
        return moves;
    }
}
