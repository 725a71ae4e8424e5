package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The app's relations with their files and sizes as they were last seen. Not thread-safe. */
final class KnownRelations {
    private static final String READ = """
            SELECT c.oid::bigint, n.nspname || '.' || c.relname, c.relkind, pg_catalog.pg_relation_filenode(c.oid)::bigint,
                   coalesce(i.indrelid, m.oid, c.oid)::bigint, c.reltuples,
                   CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_total_relation_size(c.oid) ELSE -1 END
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
              LEFT JOIN pg_catalog.pg_class m ON m.reltoastrelid = coalesce(i.indrelid, c.oid) AND m.reltoastrelid <> 0
             WHERE c.relkind IN ('r', 'p', 'i', 'I', 'm', 't')
               AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'migration_drill') AND c.relpersistence <> 't'
               AND (n.nspname <> 'pg_toast' OR EXISTS (
                   SELECT FROM pg_catalog.pg_class o JOIN pg_catalog.pg_namespace p ON p.oid = o.relnamespace
                    WHERE o.oid = m.oid AND p.nspname NOT IN ('pg_catalog', 'information_schema', 'migration_drill')))
               AND (CAST(? AS bigint[]) IS NULL OR c.oid::bigint = ANY (CAST(? AS bigint[])))
            """;

    private final Set<String> excluded;
    private final Map<Long, Relation> atFirst = new HashMap<>();
    private final Map<Long, Relation> last = new HashMap<>();

    /**
     * @param table OID of the table that an index or a toast table belongs to; else its own
     * @param rows as the planner believes; negative where it does not know
     * @param bytes with indexes and toast table; -1 for what is no table
     */
    record Relation(long oid, String name, String kind, long file, long table, double rows, long bytes) {}

    /**
     * @param excluded tables that are not the app's
     */
    KnownRelations(Set<String> excluded) {
        this.excluded = Set.copyOf(excluded);
    }

    /** Takes in how all of them are before a step. */
    void begin(Connection session) throws SQLException {
        atFirst.clear();
        last.clear();
        for (Relation relation : read(session, List.of())) {
            if (!excluded.contains(relation.name())) {
                atFirst.put(relation.oid(), relation);
                last.put(relation.oid(), relation);
            }
        }
    }

    /** How these are now, for the session that looks; all where none is named. */
    static List<Relation> read(Connection session, Collection<Long> oids) throws SQLException {
        List<Relation> relations = new ArrayList<>();
        try (PreparedStatement statement = session.prepareStatement(READ)) {
            String array =
                    oids.isEmpty() ? null : oids.toString().replace('[', '{').replace(']', '}');
            statement.setString(1, array);
            statement.setString(2, array);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    relations.add(new Relation(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getDouble(6),
                            row.getLong(7)));
                }
            }
        }
        return relations;
    }

    boolean isApps(Relation relation) {
        return !excluded.contains(relation.name());
    }

    boolean existedBefore(long oid) {
        return atFirst.containsKey(oid);
    }

    /** As it was called before the step, or since it is there. */
    Optional<Relation> find(long oid) {
        return Optional.ofNullable(atFirst.getOrDefault(oid, last.get(oid)));
    }

    Optional<Relation> last(long oid) {
        return Optional.ofNullable(last.get(oid));
    }

    void saw(Relation relation) {
        last.put(relation.oid(), relation);
    }

    /** Its table, and the toast table and indexes of that, as far as they are known. */
    List<Long> family(long table) {
        return last.values().stream()
                .filter(relation -> relation.table() == table)
                .map(Relation::oid)
                .toList();
    }
}
