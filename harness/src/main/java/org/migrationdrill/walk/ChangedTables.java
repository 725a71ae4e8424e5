package org.migrationdrill.walk;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.SchemaSnapshot;

/** Tells of which tables a migration has changed what rows they allow. */
final class ChangedTables {
    private static final String TABLE = "table";
    private static final Set<String> OF_MANY_TABLES = Set.of("type", "domain", "function");

    private ChangedTables() {}

    /** The tables that are as they were; where a type changed, which any table may use, there is none. */
    static Set<String> others(SchemaStep step) {
        SchemaSnapshot before = step.before();
        SchemaSnapshot after = step.after();
        Set<SchemaObject> changed = after.objects().values().stream()
                .filter(object -> !isSame(before.objects().get(object.id()), object))
                .collect(Collectors.toSet());
        if (changed.stream()
                .anyMatch(object -> OF_MANY_TABLES.contains(object.id().kind()))) {
            return Set.of();
        }
        Set<String> unchanged = tables(after);
        changed.forEach(object -> removeOwner(object, after, unchanged));
        return unchanged;
    }

    private static boolean isSame(@Nullable SchemaObject before, SchemaObject after) {
        return before != null && before.properties().equals(after.properties());
    }

    private static Set<String> tables(SchemaSnapshot schema) {
        return schema.objects().keySet().stream()
                .filter(id -> id.kind().equals(TABLE))
                .map(SchemaObject.Id::name)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static void removeOwner(SchemaObject object, SchemaSnapshot schema, Set<String> tables) {
        if (object.id().kind().equals(TABLE)) {
            tables.remove(object.id().name());
        }
        object.parents().stream()
                .map(id -> schema.objects().get(id))
                .filter(Objects::nonNull)
                .forEach(parent -> removeOwner(parent, schema, tables));
    }
}
