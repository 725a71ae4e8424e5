package org.migrationdrill.walk;

import java.util.SortedMap;
import java.util.TreeMap;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.SchemaSnapshot;

/** The server's roles, which no database has for itself. */
final class Roles {
    private static final String KIND = "role";

    private Roles() {}

    /** By name, with all that is known of them. */
    static SortedMap<String, SchemaObject> of(SchemaSnapshot snapshot) {
        SortedMap<String, SchemaObject> roles = new TreeMap<>();
        snapshot.objects().values().stream()
                .filter(object -> object.id().kind().equals(KIND))
                .forEach(object -> roles.put(object.id().name(), object));
        return roles;
    }
}
