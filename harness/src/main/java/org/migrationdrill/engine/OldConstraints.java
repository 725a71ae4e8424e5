package org.migrationdrill.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The constraints and unique indexes of the schema to go back to. */
final class OldConstraints {
    /** Checks and foreign keys; what is below 16384 is the server's own. The row as JSON is asked for columns that not every supported version has. */
    private static final String CONSTRAINTS = """
            SELECT c.conrelid, c.conname, c.contype, pg_get_constraintdef(c.oid, true),
                   ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k (attnum, place)
                           JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum ORDER BY k.place),
                   ARRAY(SELECT format('OPERATOR(%I.%s)', n.nspname, o.oprname)
                           FROM unnest(c.conpfeqop) WITH ORDINALITY AS k (operator, place)
                           JOIN pg_operator o ON o.oid = k.operator JOIN pg_namespace n ON n.oid = o.oprnamespace
                          ORDER BY k.place),
                   pg_get_expr(c.conbin, c.conrelid), c.confrelid,
                   ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k (attnum, place)
                           JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum ORDER BY k.place),
                   c.confmatchtype = 'f', coalesce((to_jsonb(c) ->> 'conperiod')::boolean, false)
              FROM pg_constraint c WHERE c.contype IN ('c', 'f') AND c.conrelid >= 16384 AND c.conparentid = 0
            """;

    /** With each partition's index under its own name and with the definition of the partitioned one. */
    private static final String INDEXES = """
            SELECT i.indrelid, leaf.relname, coalesce(c.contype::text, CASE WHEN i.indisunique THEN 'u' ELSE 'x' END),
                   coalesce(pg_get_constraintdef(c.oid, true), pg_get_indexdef(i.indexrelid)),
                   ARRAY(SELECT a.attname::text FROM pg_attribute a
                          WHERE a.attrelid = i.indrelid AND a.attnum > 0
                            AND (a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
                                 OR EXISTS (SELECT FROM pg_depend d
                                             WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
                                               AND d.refclassid = 'pg_class'::regclass AND d.refobjid = i.indrelid
                                               AND d.refobjsubid = a.attnum
                                               AND NOT a.attnum = ANY (i.indkey::int2[])))),
                   ARRAY(SELECT pg_get_indexdef(i.indexrelid, k, true) FROM generate_series(1, i.indnkeyatts) k ORDER BY k),
                   ARRAY(SELECT format('OPERATOR(%I.%s)', n.nspname, o.oprname)
                           FROM unnest(c.conexclop) WITH ORDINALITY AS k (operator, place)
                           JOIN pg_operator o ON o.oid = k.operator JOIN pg_namespace n ON n.oid = o.oprnamespace
                          ORDER BY k.place),
                   pg_get_expr(i.indpred, i.indrelid),
                   coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)
              FROM pg_class leaf
              JOIN pg_index i ON i.indexrelid = coalesce(pg_partition_root(leaf.oid)::oid, leaf.oid)
              LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x')
             WHERE leaf.relkind IN ('i', 'I') AND i.indrelid >= 16384 AND (i.indisunique OR i.indisexclusion)
            """;

    private final List<OldConstraint> all;

    private OldConstraints(List<OldConstraint> all) {
        this.all = all;
    }

    static OldConstraints read(StableView view) throws SQLException {
        List<OldConstraint> all = new ArrayList<>();
        view.forEach(CONSTRAINTS, row -> all.add(constraint(row)));
        view.forEach(INDEXES, row -> all.add(index(row)));
        return new OldConstraints(all);
    }

    private static OldConstraint constraint(ResultSet row) throws SQLException {
        List<String> columns = CatalogTables.texts(row, 5);
        return new OldConstraint(
                row.getLong(1),
                row.getString(2),
                row.getString(3).charAt(0),
                row.getString(4),
                columns,
                columns,
                CatalogTables.texts(row, 6),
                row.getString(7),
                false,
                row.getLong(8),
                CatalogTables.texts(row, 9),
                row.getBoolean(10),
                row.getBoolean(11));
    }

    private static OldConstraint index(ResultSet row) throws SQLException {
        return new OldConstraint(
                row.getLong(1),
                row.getString(2),
                row.getString(3).charAt(0),
                row.getString(4),
                CatalogTables.texts(row, 5),
                CatalogTables.texts(row, 6),
                CatalogTables.texts(row, 7),
                row.getString(8),
                row.getBoolean(9),
                0,
                List.of(),
                false,
                false);
    }

    /** On that table, of the old schema. */
    Optional<OldConstraint> find(long table, String name) {
        return all.stream()
                .filter(each -> each.table() == table && each.name().equals(name))
                .findFirst();
    }
}
