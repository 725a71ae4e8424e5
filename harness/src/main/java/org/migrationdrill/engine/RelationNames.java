package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The relations of a database under the names they had when they were first seen: they may be renamed or dropped. Thread-safe. */
final class RelationNames {
    private static final String QUERY = """
            SELECT c.oid, n.nspname || '.' || c.relname, c.relname, tn.nspname || '.' || t.relname
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
              LEFT JOIN pg_catalog.pg_class t ON t.oid = i.indrelid OR t.reltoastrelid = c.oid
              LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
            """;

    private final Map<Long, Name> names = new ConcurrentHashMap<>();
    private final Set<Long> missed = ConcurrentHashMap.newKeySet();

    private record Name(
            String qualified, String simple, @Nullable String table) {}

    /** Reads the names of what it has not seen before. */
    void read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(QUERY);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                names.putIfAbsent(rows.getLong(1), new Name(rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
    }

    /** Whether it is worth to read again for a relation: once, since one that another transaction makes is not to be seen. */
    boolean misses(long relation) {
        return !names.containsKey(relation) && missed.add(relation);
    }

    /** Qualified, unquoted. What was made and dropped between two looks has none. */
    String of(long relation) {
        Name name = names.get(relation);
        return name == null ? "a relation that is gone (" + relation + ")" : name.qualified();
    }

    /** Qualified where only one relation has that name. */
    String qualified(String simple) {
        List<String> candidates = names.values().stream()
                .filter(name -> name.simple().equals(simple))
                .map(Name::qualified)
                .distinct()
                .toList();
        return candidates.size() == 1 ? candidates.get(0) : simple;
    }

    /** The table that an index or a toast table belongs to. */
    Optional<String> tableOf(String qualified) {
        return names.values().stream()
                .filter(name -> name.qualified().equals(qualified))
                .findFirst()
                .map(Name::table);
    }
}
