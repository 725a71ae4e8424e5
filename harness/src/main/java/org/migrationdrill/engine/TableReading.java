package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.Equivalence;

/**
 * How one side's rows of a table are read: which columns, and which of them tell the rows apart. Both sides of a comparison use the
 * same columns in the same order, each on its own table.
 *
 * <p>Rows are compared as the text of {@code ROW(…)}: the output functions' text of each value, quoted, NULL unlike the empty text. It
 * exists for every type, and tells 1.0 from 1.00, -0 from 0 and the padding of char(n), which {@code =} does not.
 *
 * <p>Where the binary form tells values apart at least as finely, and both sides have the same type, rows are summed up by that, which
 * takes half the time. Rows whose sums differ are still compared as text.
 *
 * @param key the columns that tell rows apart; empty when all do
 * @param binary the columns that are summed up by their binary form
 * @param equivalences what counts as the same value in a column that both sides have, in the order of the columns
 * @param stands what is read in place of columns that one of the sides does not have
 */
record TableReading(
        UserTable table,
        List<String> key,
        List<String> columns,
        Set<String> binary,
        List<Equivalence> equivalences,
        List<Equivalence> stands) {
    private static final Set<String> WHOLE_NUMBERS = Set.of("bigint", "integer", "smallint");

    /** Types whose binary form decides their text. Not a regclass, for one, whose text is a name that can change. */
    private static final Set<String> BINARY_TYPES = Set.of(
            "bigint",
            "boolean",
            "bytea",
            "character varying",
            "character",
            "date",
            "double precision",
            "integer",
            "json",
            "jsonb",
            "numeric",
            "real",
            "smallint",
            "text",
            "time without time zone",
            "timestamp with time zone",
            "timestamp without time zone",
            "uuid");

    /** A row holds this much of its transaction's id. */
    private static final long XID_BITS = 0xFFFF_FFFFL;

    /** Long enough to tell that a text was cut, short enough to hold a portion of rows in memory. */
    private static final int LONGEST_TEXT = 1_000;

    TableReading {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        binary = Set.copyOf(binary);
        equivalences = List.copyOf(equivalences);
        stands = List.copyOf(stands);
    }

    /** A reading of rows that are only counted. */
    static TableReading ofCounts(UserTable table) {
        return ofValues(table, List.of());
    }

    /** A reading for the values of some columns. */
    static TableReading ofValues(UserTable table, List<String> columns) {
        return new TableReading(table, List.of(), columns, Set.of(), List.of(), List.of());
    }

    /** A reading that both tables can be read by. */
    static TableReading ofBoth(UserTable table, UserTable other, List<String> key, List<String> columns) {
        Set<String> binary = columns.stream()
                .filter(name -> BINARY_TYPES.contains(table.typeOf(name).replaceFirst("\\(\\d+(,-?\\d+)?\\)", "")))
                .filter(name -> table.typeOf(name).equals(other.typeOf(name)))
                .collect(Collectors.toSet());
        return new TableReading(table, key, columns, binary, List.of(), List.of());
    }

    /** The same reading, and what counts as the same value on both sides. */
    TableReading with(List<Equivalence> same) {
        return new TableReading(table, key, columns, binary, same, stands);
    }

    /** A reading of these columns as well, of which one side has only what stands for them. */
    TableReading withStands(List<Equivalence> more) {
        List<String> all = Stream.concat(columns.stream(), more.stream().map(Equivalence::column))
                .distinct()
                .toList();
        return new TableReading(table, key, all, binary, equivalences, more);
    }

    /** A reading of these columns as well, which the other side lacks: all NULL there, and here in rows from before. */
    TableReading withLacking(List<String> lacking, long sinceXid) {
        List<Equivalence> written = lacking.stream()
                .map(name -> new Equivalence(
                        table.label(), name, null, "CASE WHEN " + written(sinceXid) + " THEN " + plain(name) + " END"))
                .toList();
        return withStands(Stream.concat(stands.stream(), written.stream()).toList());
    }

    /** Whether one side has only what stands for this column. */
    boolean isStandIn(String column) {
        return stands.stream().anyMatch(stand -> stand.column().equals(column));
    }

    boolean keyless() {
        return key.isEmpty();
    }

    /** The columns that tell rows apart; without a key all of them together do, as far as they can. */
    List<String> telling() {
        return keyless() ? columns : key;
    }

    /** The same reading of another database's table. */
    TableReading of(UserTable other) {
        return new TableReading(other, key, columns, binary, equivalences, stands);
    }

    /**
     * Whether what is read is decided by the versions of the rows and by {@link UserColumn#stored}: neither by what else a type's text
     * depends on, nor by a partition's or a view's own tables.
     */
    boolean isOfStoredRows() {
        return table.kind() == 'r'
                && columns.stream()
                        .allMatch(name ->
                                binary.contains(name) && !table.storedOf(name).isEmpty());
    }

    List<String> stored() {
        return columns.stream().map(table::storedOf).toList();
    }

    List<Stretch> stretches() {
        return Stretch.of(table.blocks());
    }

    /** (stretch, rows, sum of the hashes of their versions), of which each is a row's place and the transaction that wrote it. */
    String versionsSql() {
        // age() counts from a moving end; the difference of two ages stays the same.
        String version = "hashtidextended(t.ctid, (age('3'::xid) - age(t.xmin))::bigint)";
        return stretches().stream()
                .map(stretch -> "SELECT " + stretch.number() + ", count(*), coalesce(sum(" + version + "), 0) FROM "
                        + table.source() + " t WHERE " + stretch.condition())
                .collect(joining(" UNION ALL "));
    }

    /** (stretch, bucket, rows, sum of key hashes, sum of row hashes), a line a bucket that is not empty. */
    String bucketsSql(Collection<Stretch> stretches) {
        return stretches.stream().map(stretch -> bucketsSql(stretch)).collect(joining(" UNION ALL "));
    }

    String bucketsSql(Stretch stretch) {
        // OFFSET 0 keeps the planner from evaluating the expressions once for every use.
        return "SELECT " + stretch.number() + ", (k & " + (Buckets.COUNT - 1)
                + ")::int, count(*), sum(k), sum(r) FROM (SELECT " + keyHash() + " AS k, "
                + rowHash() + " AS r FROM " + table.source() + " t WHERE "
                + stretch.condition() + " OFFSET 0) q GROUP BY 2";
    }

    /** (transaction id with its epoch, rows) of a table that dates its rows, a line a transaction that wrote some since. */
    String writtenSql(long sinceXid) {
        return "SELECT " + fullXid(sinceXid) + ", count(*) FROM " + table.source() + " t WHERE " + written(sinceXid)
                + " GROUP BY t.xmin";
    }

    /** (rows, sum of key hashes) of the rows in these buckets. */
    String keysSql(BucketChoice buckets) {
        return "SELECT count(*), coalesce(sum(" + keyHash() + "), 0) FROM " + table.source() + " t WHERE "
                + buckets.condition(keyHash());
    }

    /** (bucket of so many, sum of row hashes) of the rows in these buckets, a line a bucket that is not empty. */
    String sumsSql(BucketChoice within, int buckets) {
        return "SELECT k & " + (buckets - 1) + ", sum(r) FROM (SELECT " + keyHash() + " AS k, " + rowHash()
                + " AS r FROM " + table.source() + " t WHERE " + within.condition(keyHash())
                + " OFFSET 0) q GROUP BY 1";
    }

    /** For each column, the rows that have a value. */
    String valuesSql() {
        return "SELECT "
                + columns.stream().map(name -> "count(" + column(name) + ")").collect(joining(", ")) + " FROM "
                + table.source() + " t";
    }

    /**
     * (key, transaction id with its epoch of what was written since and 0 for what is older, column texts…, texts of the
     * equivalences…) of the rows in these buckets, in the key's byte order.
     */
    String rowsSql(BucketChoice buckets, long sinceXid) {
        StringBuilder inner = new StringBuilder("SELECT " + keyText() + " AS k, " + writer(sinceXid) + " AS w");
        StringBuilder outer = new StringBuilder("SELECT k, w");
        // Rows with the same key, of a table that has none, meet in the order of their values.
        StringBuilder order = new StringBuilder(" OFFSET 0) q ORDER BY k");
        for (int i = 0; i < columns.size(); i++) {
            inner.append(", ").append(text(columns.get(i))).append(" AS x").append(i);
            outer.append(", ").append(shortened("x" + i));
            order.append(", x").append(i);
        }
        for (int i = 0; i < equivalences.size(); i++) {
            inner.append(", ")
                    .append(textOf("(" + equivalences.get(i).expression() + ")"))
                    .append(" AS e")
                    .append(i);
            outer.append(", ").append(shortened("e" + i));
        }
        return outer + " FROM (" + inner + " FROM " + table.source() + " t WHERE " + buckets.condition(keyHash())
                + order;
    }

    /** What tells rows apart, as one text: see {@link ReadRow#key}. */
    String keyText() {
        return row(telling());
    }

    /** The same for the same key on both sides, also where it is a whole number of another width. */
    private String keyHash() {
        return key.size() == 1 && WHOLE_NUMBERS.contains(table.typeOf(key.get(0)))
                ? "hashint8extended(" + column(key.get(0)) + ", 0)"
                : hash(keyText());
    }

    private String rowHash() {
        String values = columns.stream()
                .map(name -> binary.contains(name) ? column(name) : text(name))
                .collect(joining(", "));
        return "hash_record_extended(ROW(record_send(ROW(" + values + "))), 0)";
    }

    private String row(List<String> columns) {
        return "ROW(" + columns.stream().map(this::column).collect(joining(", ")) + ")::text COLLATE \"C\"";
    }

    private static String hash(String text) {
        return "hashtextextended(" + text + ", 0)";
    }

    private String text(String name) {
        return textOf(column(name));
    }

    // concat() calls the output function; IS NULL would be true of a composite value whose fields are NULL.
    private static String textOf(String value) {
        return "CASE WHEN num_nulls(" + value + ") = 0 THEN concat(" + value + ") END";
    }

    private static String shortened(String text) {
        return "CASE WHEN length(" + text + ") > " + LONGEST_TEXT + " THEN left(" + text + ", " + (LONGEST_TEXT - 32)
                + ") || md5(" + text + ") ELSE " + text + " END";
    }

    // A transaction id has 32 bits in a row; age() knows how to compare those, and of rows that were frozen long ago it
    // is negative.
    private String written(long sinceXid) {
        return table.datesItsRows()
                ? "age(t.xmin) >= 0 AND age(t.xmin) <= age('" + (sinceXid & XID_BITS) + "'::xid)"
                : "false";
    }

    private String writer(long sinceXid) {
        return table.datesItsRows()
                ? "CASE WHEN " + written(sinceXid) + " THEN " + fullXid(sinceXid) + " ELSE 0 END"
                : "0";
    }

    private static String fullXid(long sinceXid) {
        return sinceXid + " + ((t.xmin::text::bigint - " + sinceXid + ") & " + XID_BITS + ")";
    }

    private String column(String name) {
        return stands.stream()
                .filter(stand -> stand.column().equals(name))
                .findFirst()
                .map(stand -> table.column(name).isPresent() ? "(" + stand.expression() + ")" : held(stand.heldIn()))
                .orElseGet(() -> plain(name));
    }

    private static String held(@Nullable String column) {
        return column == null ? "NULL" : plain(column);
    }

    private static String plain(String name) {
        return "t." + UserTable.quoted(name);
    }
}
