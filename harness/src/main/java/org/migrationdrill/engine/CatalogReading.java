package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
     * The first reading. The session's settings are as before afterwards.
     *
     * @param excludedTables tables to leave out with all that belongs to them, as {@code schema.table}, quoted where PostgreSQL would
     */
    public static CatalogReading of(Connection connection, Set<String> excludedTables) throws SQLException {
        try (PinnedSession session = PinnedSession.of(connection)) {
            // Versions first: what changes meanwhile is read once more the next time.
            CatalogVersions versions = CatalogVersions.read(session);
            return whole(session, versions, Set.copyOf(excludedTables));
        }
    }

    /** What was read. */
    public SchemaSnapshot schema() {
        return schema;
    }

    /** The same database, a copy, or any other one as it is now. The session's settings are as before afterwards. */
    public CatalogReading again(Connection connection) throws SQLException {
        try (PinnedSession session = PinnedSession.of(connection)) {
            CatalogVersions now = CatalogVersions.read(session);
            Optional<Set<Long>> changed = now.changedSince(versions);
            return changed.isPresent() ? again(session, now, changed.get()) : whole(session, now, excludedTables);
        }
    }

    private CatalogReading again(PinnedSession session, CatalogVersions now, Set<Long> changed) throws SQLException {
        if (changed.isEmpty()) {
            return new CatalogReading(schema, now, excludedTables);
        }
        AffectedRelations affected = AffectedRelations.of(session, changed);
        return affected.andMore()
                ? whole(session, now, excludedTables)
                : new CatalogReading(merged(affected.oids(), read(session, affected)), now, excludedTables);
    }

    private static CatalogReading whole(PinnedSession session, CatalogVersions versions, Set<String> excludedTables)
            throws SQLException {
        return new CatalogReading(PostgresCatalog.read(session, excludedTables), versions, excludedTables);
    }

    private SchemaSnapshot read(PinnedSession session, AffectedRelations affected) throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        try (Statement statement = session.createStatement()) {
            for (CatalogQuery query : CatalogQuery.ofRelations()) {
                try (ResultSet rows = session.ask(statement, query.file(), query.sqlOfRelations(), affected.oids())) {
                    objects.addAll(CatalogRows.objects(rows));
                }
            }
        }
        return PostgresCatalog.without(excludedTables, SchemaSnapshot.of(objects));
    }

    private SchemaSnapshot merged(Set<Long> affected, SchemaSnapshot now) {
        Set<SchemaObject.Id> old = versions.relations(affected);
        TreeMap<SchemaObject.Id, SchemaObject> objects =
                new TreeMap<>(schema.without(old::contains).objects());
        objects.putAll(now.objects());
        return new SchemaSnapshot(objects);
    }
}
