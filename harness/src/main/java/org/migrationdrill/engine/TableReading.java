package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;

/**
 * How one side's rows of a table are read: which columns, and which of them tell the rows apart. Both sides of a comparison use the
 * same columns in the same order, each on its own table.
 *
 * <p>Rows are compared as the text of {@code ROW(…)}: the output functions' text of each value, quoted, NULL unlike the empty text. It
 * exists for every type, and tells 1.0 from 1.00, -0 from 0 and the padding of char(n), which {@code =} does not.
 *
 * @param key the columns that tell rows apart; empty when all do
 */
record TableReading(UserTable table, List<String> key, List<String> columns) {
    static final int BUCKETS = 1024;

    TableReading {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    boolean keyless() {
        return key.isEmpty();
    }

    /** The same reading of another database's table. */
    TableReading of(UserTable other) {
        return new TableReading(other, key, columns);
    }

    /** (bucket, rows, sum of key hashes, sum of row hashes, rows written since), a row a bucket that is not empty. */
    String bucketsSql(long sinceXid) {
        // OFFSET 0 keeps the planner from evaluating the expressions once for every use.
        return "SELECT (k & %d)::int, count(*), sum(k), sum(r), count(*) FILTER (WHERE w) FROM (SELECT %s AS k, %s AS r, %s AS w FROM %s t OFFSET 0) q GROUP BY 1"
                .formatted(BUCKETS - 1, hash(keyText()), hash(row(columns)), written(sinceXid), table.source());
    }

    /** For each column, the rows that have a value. */
    String valuesSql() {
        return "SELECT "
                + columns.stream().map(name -> "count(" + column(name) + ")").collect(joining(", ")) + " FROM "
                + table.source() + " t";
    }

    /** (key, written since, column texts…) of the rows in these buckets, in the key's byte order. */
    String rowsSql(Collection<Integer> buckets, long sinceXid) {
        StringBuilder inner = new StringBuilder("SELECT " + keyText() + " AS k, " + written(sinceXid) + " AS w");
        StringBuilder outer = new StringBuilder("SELECT k, w");
        // Rows with the same key, of a table that has none, meet in the order of their values.
        StringBuilder order = new StringBuilder(" OFFSET 0) q ORDER BY k");
        for (int i = 0; i < columns.size(); i++) {
            inner.append(", ").append(text(columns.get(i))).append(" AS x").append(i);
            outer.append(", ").append(shortened("x" + i));
            order.append(", x").append(i);
        }
        return outer + " FROM (" + inner + " FROM " + table.source() + " t" + inBuckets(buckets) + order;
    }

    private String inBuckets(Collection<Integer> buckets) {
        if (buckets.size() == BUCKETS) {
            return "";
        }
        return buckets.stream()
                .map(String::valueOf)
                .collect(joining(
                        ",", " WHERE (" + hash(keyText()) + " & " + (BUCKETS - 1) + ") = ANY ('{", "}'::bigint[])"));
    }

    private String keyText() {
        return row(keyless() ? columns : key);
    }

    private static String row(List<String> columns) {
        return "ROW(" + columns.stream().map(TableReading::column).collect(joining(", ")) + ")::text COLLATE \"C\"";
    }

    private static String hash(String text) {
        return "hashtextextended(" + text + ", 0)";
    }

    // concat() calls the output function; IS NULL would be true of a composite value whose fields are NULL.
    private static String text(String name) {
        return "CASE WHEN num_nulls(" + column(name) + ") = 0 THEN concat(" + column(name) + ") END";
    }

    private static String shortened(String text) {
        return "CASE WHEN length(" + text + ") > 200 THEN left(" + text + ", 100) || md5(" + text + ") ELSE " + text
                + " END";
    }

    // A transaction id has 32 bits in a row; age() knows how to compare those.
    private String written(long sinceXid) {
        return table.datesItsRows()
                ? "age(t.xmin) <= age('" + Long.toUnsignedString(sinceXid & 0xFFFF_FFFFL) + "'::xid)"
                : "false";
    }

    private static String column(String name) {
        return "t." + UserTable.quoted(name);
    }
}
