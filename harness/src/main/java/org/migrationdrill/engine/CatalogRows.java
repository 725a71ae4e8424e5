package org.migrationdrill.engine;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaObject;

/** Makes objects of the rows that a {@link CatalogQuery} answers. */
final class CatalogRows {
    private static final String NOT_NULL = "not null constraint";

    private CatalogRows() {}

    static List<SchemaObject> objects(ResultSet rows) throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        while (rows.next()) {
            objects.add(object(rows));
        }
        return objects;
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
