package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.SchemaSnapshot;

/**
 * A database's schema, and beside it what can only be seen by asking: which rows row security lets the app's roles see, and how far
 * its materialized views are behind their tables; both held against a control, and said only where they are not as there.
 */
public final class PostgresState {
    private PostgresState() {}

    /**
     * What was seen.
     *
     * @param limits what could not be seen, in sentences
     */
    public record Seen(SchemaSnapshot schema, List<String> limits) {
        public Seen {
            limits = List.copyOf(limits);
        }
    }

    /**
     * The state of the subject. Each connection must be in autocommit, and is so with its own settings afterwards.
     *
     * @param noiseControl has the control's schema, and ran its operations under other circumstances
     * @param excludedTables tables to leave out with all that belongs to them, as {@code schema.table}, quoted where PostgreSQL would
     * @param appRoles who the app's programs log in as, where that is known; others that have a privilege are looked at anyway
     * @param known what comparisons on this server have read so far; grows
     */
    public static Seen read(
            Connection control,
            Connection noiseControl,
            Connection subject,
            Set<String> excludedTables,
            Set<String> appRoles,
            KnownRows known)
            throws SQLException {
        SchemaSnapshot schema = PostgresCatalog.read(subject, excludedTables);
        RowSecurity security = new RowSecurity(control, noiseControl, subject, known);
        security.look(excludedTables, appRoles);
        List<String> limits = new ArrayList<>(security.limits());
        return new Seen(
                schema.with(security.seen()).with(stale(control, noiseControl, subject, excludedTables, limits)),
                limits);
    }

    private static Map<SchemaObject.Id, Map<String, String>> stale(
            Connection control, Connection noiseControl, Connection subject, Set<String> excluded, List<String> limits)
            throws SQLException {
        try (StableView controlView = StableView.open(control);
                StableView noiseView = StableView.open(noiseControl);
                StableView subjectView = StableView.open(subject)) {
            if (LargeObjects.areHidden(controlView)) {
                limits.add("What large objects hold was not compared: the drill's login may not read pg_largeobject.");
            }
            return found(new StaleRows(controlView, noiseView, subjectView), excluded, limits);
        }
    }

    /** A definition may read what the drill's login may not, or fail on the rows of today. */
    private static Map<SchemaObject.Id, Map<String, String>> found(
            StaleRows rows, Set<String> excluded, List<String> limits) {
        try {
            return rows.find(excluded);
        } catch (SQLException e) {
            limits.add(
                    "How far materialized views are behind their tables was not seen: the server answers with SQLState "
                            + e.getSQLState() + ".");
            return Map.of();
        }
    }
}
