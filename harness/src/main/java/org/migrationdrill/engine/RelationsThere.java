package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** The relations of a database that were there at a moment, by their oids; what is renamed stays the same. Immutable. */
public final class RelationsThere {
    private final Set<Long> oids;

    RelationsThere(Set<Long> oids) {
        this.oids = Set.copyOf(oids);
    }

    /**
     * All that are committed, but the server's own. It takes no locks on them.
     *
     * @param database the session stays the caller's
     */
    public static RelationsThere now(Connection database) throws SQLException {
        Set<Long> oids = new HashSet<>();
        try (Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT oid::pg_catalog.int8 FROM pg_catalog.pg_class WHERE oid >= "
                                + RelationReading.FIRST_OF_USERS)) {
            while (row.next()) {
                oids.add(row.getLong(1));
            }
        }
        return new RelationsThere(oids);
    }

    /** Whether it was there. */
    public boolean has(long oid) {
        return oids.contains(oid);
    }

    /** What was there at either moment. */
    public RelationsThere union(RelationsThere other) {
        Set<Long> all = new HashSet<>(oids);
        all.addAll(other.oids);
        return new RelationsThere(all);
    }
}
