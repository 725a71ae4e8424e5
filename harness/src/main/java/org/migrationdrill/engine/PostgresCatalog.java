package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.SchemaSnapshot;

/**
 * Reads the schema of a PostgreSQL database (14 to 18) from its catalogs, in a fixed number of queries whatever its size: all
 * schemas but the system's own and the temporary ones. What belongs to an extension is told by the extension alone. What a
 * sequence has given out is not part of a schema: see {@link SequencePositions}. Who reads one schema again and again, with little
 * changed in between, does so with {@link CatalogReading}.
 *
 * <p>What a role may do follows from what is read here: from grants, also those to PUBLIC, from owners, and from the server's roles
 * with their memberships and attributes.
 */
public final class PostgresCatalog {
    private PostgresCatalog() {}

    /**
     * The schema as the connection sees it. The session's settings are as before afterwards.
     *
     * @param excludedTables tables to leave out with all that belongs to them, as {@code schema.table}, quoted where PostgreSQL would
     */
    public static SchemaSnapshot read(Connection connection, Set<String> excludedTables) throws SQLException {
        try (PinnedSession session = PinnedSession.of(connection)) {
            return read(session, excludedTables);
        }
    }

    static SchemaSnapshot read(PinnedSession session, Set<String> excludedTables) throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        try (Statement statement = session.createStatement()) {
            for (CatalogQuery query : CatalogQuery.of(session.majorVersion())) {
                try (ResultSet rows = statement.executeQuery(query.sql())) {
                    objects.addAll(CatalogRows.objects(rows));
                }
            }
        }
        return without(excludedTables, SchemaSnapshot.of(objects));
    }

    static SchemaSnapshot without(Set<String> excludedTables, SchemaSnapshot schema) {
        return schema.without(id -> id.kind().equals("table") && excludedTables.contains(id.name()));
    }
}
