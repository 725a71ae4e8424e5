package org.migrationdrill.mending;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.migrationdrill.engine.CatalogReading;
import org.migrationdrill.engine.PinnedSession;
import org.migrationdrill.observe.SchemaComparison;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.observe.SchemaSnapshot;

/**
 * Finds the statements that a reverse forgot: each is tried on the schema that the reverse left, in a transaction that is rolled back, and
 * is only told when the schema is nearer to the one before the migration afterwards.
 */
public final class Mending {
    /** Of a reverse that leaves more behind, nobody wants to read all statements; and each is tried. */
    private static final int MOST = 40;

    private final Connection connection;
    private final PinnedSession eyes;
    private final SchemaSnapshot before;
    private final CatalogReading reversed;

    private Mending(Connection connection, PinnedSession eyes, SchemaSnapshot before, CatalogReading reversed) {
        this.connection = connection;
        this.eyes = eyes;
        this.before = before;
        this.reversed = reversed;
    }

    /**
     * The statements, in the order to run them. The database is as before afterwards.
     *
     * @param eyes on the same connection
     * @param reversed the schema as it is now
     * @param mayStay the differences that nothing is to be told against
     */
    public static List<String> of(
            Connection connection,
            PinnedSession eyes,
            SchemaSnapshot before,
            CatalogReading reversed,
            Predicate<SchemaDifference> mayStay)
            throws SQLException {
        List<SchemaDifference> differences = SchemaComparison.compare(before, reversed.schema());
        List<String> candidates = new MendingStatements(before, reversed.schema())
                .of(differences.stream().filter(mayStay.negate()).toList());
        return candidates.isEmpty()
                ? List.of()
                : new Mending(connection, eyes, before, reversed).tried(candidates, differences.size());
    }

    private List<String> tried(List<String> candidates, int differences) throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<String> mending = new ArrayList<>();
            int left = differences;
            for (String candidate : candidates.subList(0, Math.min(MOST, candidates.size()))) {
                int after = after(candidate, left);
                if (after < left) {
                    mending.add(candidate);
                    left = after;
                }
            }
            return List.copyOf(mending);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** How many differences are left after a statement; one that fails, or does not help, is undone. */
    private int after(String sql, int left) throws SQLException {
        Savepoint start = connection.setSavepoint();
        int after;
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            after = differences();
        } catch (SQLException refused) {
            after = left;
        }
        if (after >= left) {
            connection.rollback(start);
        }
        return after;
    }

    private int differences() throws SQLException {
        return SchemaComparison.compare(before, reversed.again(eyes).schema()).size();
    }
}
