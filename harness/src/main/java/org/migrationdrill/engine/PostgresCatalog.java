package org.migrationdrill.engine;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.SchemaSnapshot;

/**
 * Reads the schema of a PostgreSQL database (14 to 18) from its catalogs, in a fixed number of queries whatever its size: all
 * schemas but the system's own and the temporary ones. What belongs to an extension is told by the extension alone. What a
 * sequence has given out is not part of a schema: see {@link SequencePositions}.
 *
 * <p>What a role may do follows from what is read here: from grants, also those to PUBLIC, from owners, and from the server's roles
 * with their memberships and attributes.
 */
public final class PostgresCatalog {
    private static final String NOT_NULL = "not null constraint";

    private PostgresCatalog() {}

    /**
     * The schema as the connection sees it. The session's settings are as before afterwards.
     *
     * @param excludedTables tables to leave out with all that belongs to them, as {@code schema.table}, quoted where PostgreSQL would
     */
    public static SchemaSnapshot read(Connection connection, Set<String> excludedTables) throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        try (PinnedSession session = PinnedSession.of(connection);
                Statement statement = session.createStatement()) {
            for (CatalogQuery query : CatalogQuery.of(connection.getMetaData().getDatabaseMajorVersion())) {
                addAll(statement, query, objects);
            }
        }
        return SchemaSnapshot.of(objects)
                .without(id -> id.kind().equals("table") && excludedTables.contains(id.name()));
    }

    private static void addAll(Statement statement, CatalogQuery query, List<SchemaObject> objects)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery(query.sql())) {
            while (rows.next()) {
                objects.add(object(rows));
            }
        }
    }

    private static SchemaObject object(ResultSet row) throws SQLException {
        SchemaObject.Id id = new SchemaObject.Id(row.getString("kind"), row.getString("name"));
        boolean serverMade = isServerMade(texts(row, "made_of"));
        Map<String, String> properties = properties(texts(row, "properties"));
        // A column has a name of its own; what the server may have named is its NOT NULL constraint (from PostgreSQL 18
        // on).
        String notNull = serverMade ? properties.remove(NOT_NULL) : null;
        if (notNull != null) {
            properties.put(SchemaObject.SERVER_MADE + NOT_NULL, notNull);
        }
        return new SchemaObject(id, parents(texts(row, "parents")), serverMade && notNull == null, properties);
    }

    private static boolean isServerMade(@Nullable String[] madeOf) {
        if (madeOf.length == 0 || madeOf[0] == null || madeOf[1] == null || madeOf[3] == null) {
            return false;
        }
        return new ServerMadeName(madeOf[1], madeOf[2], madeOf[3]).matches(madeOf[0]);
    }

    private static Set<SchemaObject.Id> parents(@Nullable String[] kindsAndNames) {
        Set<SchemaObject.Id> parents = new LinkedHashSet<>();
        properties(kindsAndNames).forEach((kind, name) -> parents.add(new SchemaObject.Id(kind, name)));
        return parents;
    }

    private static Map<String, String> properties(@Nullable String[] namesAndValues) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = namesAndValues[i];
            String value = namesAndValues[i + 1];
            if (name != null && value != null) {
                properties.put(name, value);
            }
        }
        return properties;
    }

    private static @Nullable String[] texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? new String[0] : (String[]) array.getArray();
    }
}
