package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.SchemaSnapshot;

/**
 * The schema of a database as {@link PostgresCatalog} reads it, and which versions of the catalogs' rows it was read from. Reading it
 * again, from the database or a copy of it, asks only for relations of which a row is another one now, and for what names them. When
 * something else than relations has changed, or a relation or column has another name, which may stand in any definition, all is read.
 * Roles must be the server's own to read: the login has to be a superuser's. Immutable.
 */
public final class CatalogReading {
    private final SchemaSnapshot schema;
    private final CatalogVersions versions;
    private final Set<String> excludedTables;

    private CatalogReading(SchemaSnapshot schema, CatalogVersions versions, Set<String> excludedTables) {
        this.schema = schema;
        this.versions = versions;
        this.excludedTables = excludedTables;
    }

    /**
     * The first reading.
     *
     * @param excludedTables tables to leave out with all that belongs to them, as {@code schema.table}, quoted where PostgreSQL would
     */
    public static CatalogReading of(PinnedSession session, Set<String> excludedTables) throws SQLException {
        // Versions first: what changes meanwhile is read once more the next time.
        CatalogVersions versions = CatalogVersions.read(session);
        return whole(session, versions, Set.copyOf(excludedTables));
    }

    /** What was read. */
    public SchemaSnapshot schema() {
        return schema;
    }

    /** The same database, a copy, or any other one as it is now. */
    public CatalogReading again(PinnedSession session) throws SQLException {
        CatalogVersions now = CatalogVersions.read(session);
        Optional<Set<Long>> changed = now.changedSince(versions);
        return changed.isPresent() ? again(session, now, changed.get()) : whole(session, now, excludedTables);
    }

    private CatalogReading again(PinnedSession session, CatalogVersions now, Set<Long> changed) throws SQLException {
        if (changed.isEmpty()) {
            return new CatalogReading(schema, now, excludedTables);
        }
        AffectedRelations affected = AffectedRelations.read(session, changed, now.rare());
        return affected.andMore()
                ? whole(session, now, excludedTables)
                : new CatalogReading(merged(affected), now, excludedTables);
    }

    private static CatalogReading whole(PinnedSession session, CatalogVersions versions, Set<String> excludedTables)
            throws SQLException {
        return new CatalogReading(PostgresCatalog.read(session, excludedTables), versions, excludedTables);
    }

    private SchemaSnapshot merged(AffectedRelations affected) {
        Set<SchemaObject.Id> old = versions.relations(affected.oids());
        SortedMap<SchemaObject.Id, SchemaObject> objects =
                new TreeMap<>(schema.without(old::contains).objects());
        objects.putAll(PostgresCatalog.without(excludedTables, SchemaSnapshot.of(affected.objects()))
                .objects());
        return new SchemaSnapshot(objects);
    }
}
