package org.migrationdrill.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/**
 * The relations to read again when some have changed: those, what names them or their columns in its definition, and the sequences
 * that belong to columns of any of them.
 *
 * @param oids the relations
 * @param andMore whether something that is no relation may name one that changed
 */
record AffectedRelations(Set<Long> oids, boolean andMore) {
    private static final String NAME = "affected";
    private static final String SQL = CatalogQuery.sql(NAME);
    private static final long NO_RELATION = 0;

    static AffectedRelations of(PinnedSession session, Set<Long> changed) throws SQLException {
        Set<Long> oids = new TreeSet<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = session.ask(statement, NAME, SQL, changed)) {
            while (rows.next()) {
                oids.add(rows.getLong(1));
            }
        }
        boolean andMore = oids.remove(NO_RELATION);
        return new AffectedRelations(oids, andMore);
    }
}
