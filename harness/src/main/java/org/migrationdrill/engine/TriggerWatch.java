package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;

/**
 * Sees, in a database that may be spoilt, who inserts rows into some tables: statements, or triggers, such as those of a table that keeps
 * what was done to others. It is a trigger itself and counts in sequences, so what it sees outlives a transaction that is rolled back.
 * Where the database does not allow that, such as for an event trigger that always fires, nothing is seen. The connection must be in
 * autocommit, and its user a superuser.
 */
public final class TriggerWatch {
    private static final String FIND = """
            SELECT c.oid, CASE n.nspname WHEN 'public' THEN c.relname ELSE concat_ws('.', n.nspname, c.relname) END,
                   format('%I.%I', n.nspname, c.relname)
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
               AND CASE n.nspname WHEN 'public' THEN c.relname ELSE concat_ws('.', n.nspname, c.relname) END = ANY (?)
            """;

    /** Ordinary event triggers, which might refuse what follows or note it, do not fire for a replica. */
    private static final String FUNCTION = """
            SET session_replication_role = replica;
            CREATE SCHEMA migration_drill_watch;
            CREATE FUNCTION migration_drill_watch.seen() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
            BEGIN
                PERFORM nextval(concat('migration_drill_watch.', TG_ARGV[least(pg_trigger_depth(), 2) - 1])::regclass);
                RETURN NEW;
            END $$;
            """;

    private static final String TABLE = """
            CREATE SEQUENCE migration_drill_watch.statement_%1$d;
            CREATE SEQUENCE migration_drill_watch.trigger_%1$d;
            CREATE TRIGGER migration_drill_watch BEFORE INSERT ON %2$s
            FOR EACH ROW EXECUTE FUNCTION migration_drill_watch.seen('statement_%1$d', 'trigger_%1$d');
            """;

    private static final String SEEN = """
            SELECT sequencename FROM pg_catalog.pg_sequences
             WHERE schemaname = 'migration_drill_watch' AND last_value IS NOT NULL
            """;

    private final Connection connection;
    private final Map<Long, String> labels = new HashMap<>();
    private Optional<String> refusal = Optional.empty();

    private TriggerWatch(Connection connection) {
        this.connection = connection;
    }

    /**
     * Begins to watch.
     *
     * @param connection to stay open as long as the watch is asked
     * @param tables with the schema unless it is {@code public}
     */
    public static TriggerWatch over(Connection connection, Collection<String> tables) throws SQLException {
        TriggerWatch watch = new TriggerWatch(connection);
        try {
            watch.begin(tables);
        } catch (SQLException refused) {
            if (!connection.isValid(1)) {
                throw refused;
            }
            watch.labels.clear();
            watch.refusal = Optional.of(words(refused));
        }
        return watch;
    }

    private static String words(SQLException refused) {
        return refused instanceof PSQLException server && server.getServerErrorMessage() != null
                ? String.valueOf(server.getServerErrorMessage().getMessage())
                : String.valueOf(refused.getMessage());
    }

    private void begin(Collection<String> tables) throws SQLException {
        StringBuilder sql = new StringBuilder(FUNCTION);
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setArray(1, connection.createArrayOf("text", tables.toArray()));
            try (ResultSet found = find.executeQuery()) {
                while (found.next()) {
                    labels.put(found.getLong(1), found.getString(2));
                    sql.append(TABLE.formatted(found.getLong(1), found.getString(3)));
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.append("RESET session_replication_role").toString());
        }
    }

    /** Why nothing is seen. */
    public Optional<String> refusal() {
        return refusal;
    }

    /** The tables into which triggers have inserted since, and statements have not. */
    public Set<String> writtenByTriggersOnly() throws SQLException {
        Set<String> seen = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet sequences = statement.executeQuery(SEEN)) {
            while (sequences.next()) {
                seen.add(sequences.getString(1));
            }
        }
        Set<String> tables = new HashSet<>();
        labels.forEach((oid, label) -> {
            if (seen.contains("trigger_" + oid) && !seen.contains("statement_" + oid)) {
                tables.add(label);
            }
        });
        return tables;
    }
}
