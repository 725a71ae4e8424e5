package org.migrationdrill.observe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One thing that a schema consists of: a table, a column, a grant.
 *
 * @param parents what it cannot exist without; in order
 * @param serverNamed whether its name is one the server would have made up itself
 * @param properties all else there is to know about it, by name, in the order to show them; what it has not got is left out
 */
public record SchemaObject(Id id, Set<Id> parents, boolean serverNamed, Map<String, String> properties) {
    /** The property that says where a child stands among its siblings: a number, of which only the order counts. */
    public static final String POSITION = "position";

    /** How the names of properties begin that hold nothing but a name which the server made up. */
    public static final String SERVER_MADE = "server-made ";

    public SchemaObject {
        parents = Collections.unmodifiableSet(new LinkedHashSet<>(parents));
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    SchemaObject with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.putAll(more);
        return new SchemaObject(id, parents, serverNamed, all);
    }

    /**
     * Which object, in words. Ordered by kind, then by name.
     *
     * @param kind {@code table}, {@code default privileges}
     * @param name qualified and quoted where the engine needs it: {@code public.events.tenant_id}
     */
    public record Id(String kind, String name) implements Comparable<Id> {
        @Override
        public int compareTo(Id other) {
            int byKind = kind.compareTo(other.kind);
            return byKind == 0 ? name.compareTo(other.name) : byKind;
        }

        /** {@code column public.events.tenant_id}. */
        @Override
        public String toString() {
            return kind + " " + name;
        }
    }
}
