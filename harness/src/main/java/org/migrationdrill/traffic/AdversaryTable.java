package org.migrationdrill.traffic;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table that adversaries use. Names are as SQL writes them.
 *
 * @param column one that can be set to itself, best one without an index; empty: none can be
 * @param heap where its rows are: itself, or its largest partition
 * @param pages of the heap
 */
record AdversaryTable(String name, Optional<String> column, String heap, long pages) {
    /** Of each page the last ones: they came late, and are no hot keys where the table is small. */
    private static final int ROWS_PER_PAGE = 4;

    private static final String DESCRIPTION = """
            SELECT c.oid::regclass::text, a.attname, h.heap, h.pages
            FROM pg_class c
            LEFT JOIN LATERAL (
                SELECT quote_ident(a.attname) AS attname
                FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
                    AND a.attgenerated = '' AND a.attidentity <> 'a' AND has_column_privilege(c.oid, a.attnum, 'UPDATE')
                ORDER BY EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND a.attnum = ANY (i.indkey)), a.attnum
                LIMIT 1
            ) a ON true
            CROSS JOIN LATERAL (
                SELECT l.oid::regclass::text AS heap, s.pages
                FROM (SELECT c.oid AS relid UNION SELECT p.relid FROM pg_partition_tree(c.oid) p) heaps
                JOIN pg_class l ON l.oid = heaps.relid
                CROSS JOIN LATERAL (
                    SELECT pg_relation_size(l.oid) / current_setting('block_size')::bigint AS pages
                ) s
                ORDER BY s.pages DESC
                LIMIT 1
            ) h
            WHERE c.oid = to_regclass(?) AND c.relkind IN ('r', 'p', 'm', 'v', 'f') AND has_table_privilege(c.oid, 'SELECT')
            """;

    /** Those of the named tables that are there and can be read. */
    static List<AdversaryTable> present(Connection connection, List<String> names) throws SQLException {
        List<AdversaryTable> tables = new ArrayList<>();
        try (PreparedStatement description = connection.prepareStatement(DESCRIPTION)) {
            for (String name : names) {
                description.setString(1, name);
                try (ResultSet rows = description.executeQuery()) {
                    while (rows.next()) {
                        tables.add(new AdversaryTable(
                                rows.getString(1),
                                Optional.ofNullable(rows.getString(2)),
                                rows.getString(3),
                                rows.getLong(4)));
                    }
                }
            }
        }
        return List.copyOf(tables);
    }

    /** Reads one row. */
    String readSql() {
        return "SELECT count(*) FROM (SELECT 1 FROM " + name + " LIMIT 1) AS one";
    }

    /**
     * Sets a column of some rows to itself, of rows that nobody has locked, scattered over the heap behind its first third. It locks
     * the table also where it finds none.
     */
    String changeSql(int rows) {
        return """
                UPDATE %1$s AS changed SET %2$s = changed.%2$s
                WHERE changed.tableoid = '%3$s'::regclass AND changed.ctid = ANY (ARRAY(
                    SELECT place FROM generate_series(%5$d, %6$d, %7$d) AS page
                    CROSS JOIN LATERAL (
                        SELECT ctid AS place FROM ONLY %4$s
                        WHERE ctid >= format('(%%s,0)', page)::tid AND ctid < format('(%%s,0)', page + 1)::tid
                        ORDER BY ctid DESC
                        LIMIT %8$d
                        FOR NO KEY UPDATE SKIP LOCKED) AS free
                    LIMIT %9$d))
                """.formatted(
                        name,
                        column().orElseThrow(),
                        heap.replace("'", "''"),
                        heap,
                        firstPage(),
                        pages - 1,
                        step(rows),
                        Math.min(rows, ROWS_PER_PAGE),
                        rows);
    }

    private long firstPage() {
        return pages / 3;
    }

    /** Twice as many pages as needed: some rows are locked or dead. */
    private long step(int rows) {
        long wanted = Math.max(2, 2L * rows / ROWS_PER_PAGE);
        return Math.max(1, (pages - firstPage()) / wanted);
    }
}
