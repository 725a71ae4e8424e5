package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.migrationdrill.observe.TableComparison;

/** A compared table in one database: queries about its rows are written here as a reviewer would write them, and run. */
final class QueriedTable {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");
    /** As {@link RowWitness} cuts keys. */
    private static final String CUT_KEY = "CASE WHEN length(%1$s) > 120 THEN left(%1$s, 119) || '…' ELSE %1$s END";

    private final StableView view;
    private final UserTable table;
    private final List<String> key;
    private final List<String> compared;
    private final Map<String, String> names = new HashMap<>();
    private final String source;

    private QueriedTable(StableView view, UserTable table, List<String> key, List<String> compared)
            throws SQLException {
        this.view = view;
        this.table = table;
        this.key = key;
        this.compared = compared;
        readNames();
        this.source = (hasChildren() ? "ONLY " : "")
                + (table.schema().equals("public") ? "" : name(table.schema()) + ".")
                + name(table.name());
    }

    /**
     * @param compared the columns that all sides have, in the order of the old schema
     * @return empty where the database does not have the table with the key's columns
     */
    static Optional<QueriedTable> open(StableView view, TableComparison comparison, List<String> compared)
            throws SQLException {
        view.limit(LONGEST);
        Optional<UserTable> table = UserTables.read(view).find(comparison.table());
        List<String> telling = comparison.keyless() ? compared : comparison.key();
        return table.isPresent() && table.get().columnNames().containsAll(telling)
                ? Optional.of(new QueriedTable(view, table.get(), comparison.key(), compared))
                : Optional.empty();
    }

    UserTable table() {
        return table;
    }

    /** A column, or another name of this table, as SQL has it. */
    String name(String name) {
        return names.getOrDefault(name, UserTable.quoted(name));
    }

    /** The keys and these columns of the rows for which a predicate is true. */
    String select(Collection<String> columns, String predicate) {
        String all = key.isEmpty()
                ? "*"
                : Stream.concat(key.stream(), columns.stream())
                        .distinct()
                        .filter(table.columnNames()::contains)
                        .map(this::name)
                        .collect(joining(", "));
        return "SELECT " + all + from(predicate);
    }

    /** The whole rows for which a predicate is true. */
    String selectWhole(String predicate) {
        return "SELECT *" + from(predicate);
    }

    private String from(String predicate) {
        return " FROM " + source + (predicate.equals(ColumnPredicates.ANY) ? "" : " WHERE " + predicate);
    }

    /** A predicate for rows with a number for a key that is greater than any here; empty where keys are no such numbers. */
    Optional<String> beyondGreatestKey() throws SQLException {
        if (key.size() != 1 || !INTEGERS.contains(table.typeOf(key.get(0)))) {
            return Optional.empty();
        }
        String column = name(key.get(0));
        List<String> predicates = new ArrayList<>();
        view.accepts(
                "SELECT max(" + column + ") FROM " + source + " HAVING count(*) > 0",
                row -> predicates.add(column + " > " + row.getString(1)));
        return predicates.stream().findFirst();
    }

    /** How many rows a query of this table finds; empty where it cannot be run, or takes too long. */
    OptionalLong count(String sql) throws SQLException {
        List<Long> counts = new ArrayList<>();
        boolean ran = view.accepts("SELECT count(*) FROM (" + sql + ") q", row -> counts.add(row.getLong(1)));
        return ran ? OptionalLong.of(counts.get(0)) : OptionalLong.empty();
    }

    /** Whether a predicate is true for so many rows, and those with these keys are among them. */
    boolean finds(String predicate, long rows, Collection<String> keys) throws SQLException {
        String known = keys.isEmpty() ? "0" : "count(DISTINCT " + keyText() + ") FILTER (WHERE " + hasKey(keys) + ")";
        List<Boolean> answers = new ArrayList<>();
        boolean ran = view.accepts(
                "SELECT count(*), " + known + " FROM " + source + " WHERE " + predicate,
                row -> answers.add(row.getLong(1) == rows && row.getLong(2) == keys.size()));
        return ran && answers.get(0);
    }

    /** What the rows with these keys have in common, in columns that do not tell them apart; the new schema's columns first. */
    List<String> shared(Collection<String> keys, Collection<String> oldColumns, boolean showValues)
            throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<UserColumn> columns = table.columns().stream()
                .filter(column -> key.size() != 1 || !key.contains(column.name()))
                .sorted((a, b) -> Boolean.compare(oldColumns.contains(a.name()), oldColumns.contains(b.name())))
                .toList();
        List<String> predicates = new ArrayList<>();
        view.accepts(
                "SELECT count(*)" + columns.stream().map(this::summary).collect(joining()) + " FROM " + source
                        + " WHERE " + hasKey(keys),
                row -> {
                    for (int i = 0; i < columns.size(); i++) {
                        String value = row.getLong(3 * i + 3) == 1 && showValues ? row.getString(3 * i + 4) : null;
                        predicates.addAll(new SharedValue(row.getLong(1), row.getLong(3 * i + 2), value)
                                .predicates(
                                        name(columns.get(i).name()),
                                        columns.get(i).type()));
                    }
                });
        return predicates;
    }

    /** A predicate that lists rows by their keys; empty where there are none. */
    Optional<String> listed(Collection<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (key.isEmpty()) {
            List<String> whole =
                    keys.stream().filter(text -> !text.endsWith("…")).toList();
            return whole.isEmpty() ? Optional.empty() : Optional.of(rowText() + " IN (" + literals(whole) + ")");
        }
        List<List<String>> found = new ArrayList<>();
        view.accepts(
                "SELECT " + key.stream().map(this::text).collect(joining(", ")) + " FROM " + source + " WHERE "
                        + hasKey(keys) + " ORDER BY "
                        + key.stream().map(this::name).collect(joining(", ")),
                row -> {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= key.size(); i++) {
                        values.add(row.getString(i));
                    }
                    found.add(values);
                });
        return listedValues(found);
    }

    /** A predicate for the rows with these values of the key's columns; empty where there are none. */
    private Optional<String> listedValues(List<List<String>> rows) {
        String columns = tuple(key.stream().map(this::name).toList());
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        columns + " IN (" + rows.stream().map(this::values).collect(joining(", ")) + ")");
    }

    private String values(List<String> texts) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            values.add(SqlValue.of(texts.get(i), table.typeOf(key.get(i))));
        }
        return tuple(values);
    }

    private static String tuple(List<String> parts) {
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(", ", parts) + ")";
    }

    private String summary(UserColumn column) {
        String text = text(column.name());
        return ", count(" + name(column.name()) + "), count(DISTINCT " + text + "), min(" + text + " COLLATE \"C\")";
    }

    private String hasKey(Collection<String> keys) {
        return keyText() + " IN (" + literals(keys) + ")";
    }

    /** As {@link RowWitness} tells of a row. */
    private String keyText() {
        return CUT_KEY.formatted(key.isEmpty() ? rowText() : keyedText());
    }

    private String keyedText() {
        return key.stream()
                .map(column ->
                        SqlValue.literal((column.equals(key.get(0)) ? "" : ", ") + column + "=") + ", " + name(column))
                .collect(joining(", ", "concat(", ")"));
    }

    private String rowText() {
        return "ROW(" + compared.stream().map(this::name).collect(joining(", ")) + ")::text";
    }

    private String text(String column) {
        return "concat(" + name(column) + ")";
    }

    private static String literals(Collection<String> texts) {
        return texts.stream().map(SqlValue::literal).collect(joining(", "));
    }

    private void readNames() throws SQLException {
        String all = Stream.concat(Stream.of(table.schema(), table.name()), table.columnNames().stream())
                .distinct()
                .map(SqlValue::literal)
                .collect(joining(", "));
        view.forEach(
                "SELECT n, quote_ident(n) FROM unnest(ARRAY[" + all + "]) n",
                row -> names.put(row.getString(1), row.getString(2)));
    }

    /** Whose rows would be read as well. */
    private boolean hasChildren() throws SQLException {
        List<Boolean> answer = new ArrayList<>();
        String name = SqlValue.literal(UserTable.quoted(table.schema()) + "." + UserTable.quoted(table.name()));
        view.forEach(
                "SELECT EXISTS (SELECT FROM pg_inherits WHERE inhparent = " + name + "::regclass)",
                row -> answer.add(row.getBoolean(1)));
        return answer.get(0) && table.kind() == 'r';
    }
}
