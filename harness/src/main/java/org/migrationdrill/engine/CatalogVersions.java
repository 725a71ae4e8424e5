package org.migrationdrill.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaObject;

/**
 * Which versions of the catalogs' rows a database has: of each relation a sum over all rows that say what belongs to it, and one sum
 * over all others. No two versions of a row are the same on one server, and a copy of a database has those of its original.
 *
 * @param relations by oid
 * @param others null when it can't be told whether the others have changed
 * @param rare the names of queries for what many schemas have none of, where this one has some
 */
record CatalogVersions(
        Map<Long, Relation> relations, @Nullable String others, Set<String> rare) {
    private static final String NAME = "versions";
    private static final String SEPARATOR = "/";

    /** @param columnNames those of all columns there ever were, in order and quoted; a dropped one has another name */
    record Relation(SchemaObject.Id id, @Nullable String columnNames, String versions) {
        /** Whether names that were there before stand for other things now, or other names for the same. A dropped column is named nowhere. */
        boolean isRenamed(Relation before) {
            List<String> columns = columns();
            List<String> were = before.columns();
            if (!id.equals(before.id) || columns.size() < were.size()) {
                return true;
            }
            for (int i = 0; i < were.size(); i++) {
                if (!columns.get(i).equals(were.get(i)) && !isDropped(columns.get(i))) {
                    return true;
                }
            }
            return false;
        }

        /** A name with the separator in it is several here, before and after, and its quotes tell them from names without. */
        private List<String> columns() {
            return names(columnNames);
        }

        private static boolean isDropped(String column) {
            return column.startsWith("\"........pg.dropped.");
        }
    }

    static CatalogVersions read(PinnedSession session) throws SQLException {
        Map<Long, Relation> relations = new HashMap<>();
        Set<String> rare = new TreeSet<>();
        String others = null;
        try (Statement statement = session.createStatement();
                ResultSet rows = session.ask(statement, NAME, CatalogQuery::ofVersions, Set.of())) {
            while (rows.next()) {
                if (rows.getString("kind") == null) {
                    others = rows.getString("versions");
                    rare.addAll(names(rows.getString("names")));
                } else {
                    relations.put(rows.getLong("relation"), relation(rows));
                }
            }
        }
        return new CatalogVersions(relations, others, rare);
    }

    private static List<String> names(@Nullable String separated) {
        return separated == null || separated.isEmpty() ? List.of() : List.of(separated.split(SEPARATOR, -1));
    }

    private static Relation relation(ResultSet row) throws SQLException {
        return new Relation(
                new SchemaObject.Id(row.getString("kind"), row.getString("name")),
                row.getString("names"),
                row.getString("versions"));
    }

    /** The oids of relations that came, went or changed; empty when definitions of others may have changed with them, or by themselves. */
    Optional<Set<Long>> changedSince(CatalogVersions before) {
        if (others == null || !others.equals(before.others)) {
            return Optional.empty();
        }
        Set<Long> changed = new TreeSet<>(relations.keySet());
        changed.addAll(before.relations.keySet());
        changed.removeIf(oid -> Objects.equals(relations.get(oid), before.relations.get(oid)));
        return changed.stream().anyMatch(oid -> isRenamed(before.relations.get(oid), relations.get(oid)))
                ? Optional.empty()
                : Optional.of(changed);
    }

    private static boolean isRenamed(@Nullable Relation before, @Nullable Relation now) {
        return before != null && now != null && now.isRenamed(before);
    }

    /** Which objects these relations are. */
    Set<SchemaObject.Id> relations(Collection<Long> oids) {
        return oids.stream()
                .map(relations::get)
                .filter(Objects::nonNull)
                .map(Relation::id)
                .collect(Collectors.toSet());
    }
}
