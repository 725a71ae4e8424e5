package org.migrationdrill.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Relations of the app, as one session sees them in its catalog: none of the server's, no temporary ones, and none of those that are
 * left out. The names are all qualified, since a migration may have set any search path.
 */
final class RelationReading {
    /** The drill's own, if it has any in this database. */
    static final String DRILLS_SCHEMA = "migration_drill";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** The oids before it are the server's own relations'. */
    static final long FIRST_OF_USERS = 16_384;

    /** Asking for a table's size takes a lock on it. */
    private static final String QUERY = """
            SELECT c.oid::pg_catalog.int8, n.nspname, c.relname, c.relkind, coalesce(i.indrelid, 0)::pg_catalog.int8,
                   c.reltoastrelid::pg_catalog.int8, pg_catalog.pg_relation_filenode(c.oid)::pg_catalog.int8, c.reltuples,
                   CASE WHEN c.relkind IN ('r', 'm') THEN %s END
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
             WHERE c.relkind IN ('r', 'p', 'm', 'f', 'v', 'S', 't', 'i', 'I') AND c.relpersistence <> 't'
               AND n.nspname <> 'information_schema' AND c.oid >=\s""" + FIRST_OF_USERS;

    private static final String SIZE = "pg_catalog.pg_total_relation_size(c.oid)";
    private static final String NO_SIZE = "NULL::pg_catalog.int8";

    @SuppressWarnings("InlineFormatString") // longer than a method should be
    private static final String WITH_PARTS = """

               AND (c.oid IN (%1$s)
                    OR c.oid = ANY (ARRAY(SELECT x.indrelid FROM pg_catalog.pg_index x WHERE x.indexrelid IN (%1$s)))
                    OR c.oid = ANY (ARRAY(SELECT x.indexrelid FROM pg_catalog.pg_index x WHERE x.indrelid IN (%1$s)))
                    OR c.oid = ANY (ARRAY(SELECT x.reltoastrelid FROM pg_catalog.pg_class x WHERE x.oid IN (%1$s))))
            """;

    private final Set<String> excluded;

    /** {@code excluded} are tables, qualified and unquoted. */
    RelationReading(Set<String> excluded) {
        this.excluded = excluded;
    }

    /** All of them; without sizes where somebody keeps a table locked. */
    List<RelationSeen> all(Statement session) throws SQLException {
        try {
            return read(session, QUERY.formatted(SIZE));
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return read(session, QUERY.formatted(NO_SIZE));
            }
            throw e;
        }
    }

    /** These, the tables of those that are indexes, and the indexes and toast tables of those that are tables. */
    List<RelationSeen> withParts(Statement session, Collection<Long> oids) throws SQLException {
        String list = oids.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return read(session, QUERY.formatted(SIZE) + WITH_PARTS.formatted(list));
    }

    private List<RelationSeen> read(Statement session, String query) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet result = session.executeQuery(query)) {
            while (result.next()) {
                rows.add(row(result));
            }
        }
        return relations(rows);
    }

    private List<RelationSeen> relations(List<Row> rows) {
        Map<Long, Row> tables = new HashMap<>();
        Map<Long, Long> tableOfToast = new HashMap<>();
        Set<Long> toasts = new HashSet<>();
        for (Row row : rows) {
            tables.put(row.oid(), row);
            tableOfToast.put(row.toast(), row.oid());
            if (row.kind() == 't') {
                toasts.add(row.oid());
            }
        }
        List<RelationSeen> relations = new ArrayList<>();
        for (Row row : rows) {
            long owner = row.kind() == 't' ? tableOfToast.getOrDefault(row.oid(), 0L) : row.indexed();
            Row table = owner == 0 ? row : tables.get(owner);
            boolean ofToast = toasts.contains(row.indexed()) || (row.kind() == 't' && owner == 0);
            if (!ofToast && !isExcluded(table == null ? row : table)) {
                relations.add(relation(row, owner == 0 ? row.oid() : owner, table));
            }
        }
        return relations;
    }

    private boolean isExcluded(Row table) {
        return table.schema().equals(DRILLS_SCHEMA) || excluded.contains(table.name());
    }

    private static RelationSeen relation(Row row, long tableOid, @Nullable Row table) {
        String owner = table == null ? row.name() : table.name();
        String name = row.kind() == 't' ? owner + " (toast)" : row.name();
        return new RelationSeen(row.oid(), name, tableOid, owner, row.kind(), row.file(), row.rows(), row.bytes());
    }

    private static Row row(ResultSet result) throws SQLException {
        return new Row(
                result.getLong(1),
                result.getString(2),
                result.getString(2) + "." + result.getString(3),
                result.getString(4).charAt(0),
                result.getLong(5),
                result.getLong(6),
                result.getObject(7, Long.class),
                result.getDouble(8),
                result.getObject(9, Long.class));
    }

    private record Row(
            long oid,
            String schema,
            String name,
            char kind,
            long indexed,
            long toast,
            @Nullable Long file,
            double rows,
            @Nullable Long bytes) {}
}
