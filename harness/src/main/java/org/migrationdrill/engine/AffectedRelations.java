package org.migrationdrill.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.migrationdrill.observe.SchemaObject;

/**
 * What has to be read again when some relations have changed: those, what names them or their columns in its definition, and the
 * sequences that belong to columns of any of them.
 *
 * @param oids the relations
 * @param objects they, and what belongs to them, as they are now
 * @param andMore whether something that is no relation may name one that changed
 */
record AffectedRelations(Set<Long> oids, List<SchemaObject> objects, boolean andMore) {
    private static final long NO_RELATION = 0;

    /** @param rare the names of the rare queries that have something to find */
    static AffectedRelations read(PinnedSession session, Set<Long> changed, Set<String> rare) throws SQLException {
        String name = CatalogQuery.AFFECTED + String.join("", rare);
        Set<Long> oids = new TreeSet<>();
        List<SchemaObject> objects = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = session.askForFew(statement, name, () -> CatalogQuery.ofRelations(rare), changed)) {
            for (SchemaObject object : CatalogRows.objects(rows)) {
                if (object.id().kind().equals(CatalogQuery.AFFECTED)) {
                    oids.add(Long.valueOf(object.id().name()));
                } else {
                    objects.add(object);
                }
            }
        }
        boolean andMore = oids.remove(NO_RELATION);
        return new AffectedRelations(oids, objects, andMore);
    }
}
