package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks the server which combinations of values obey all that it says of a group of columns.
 *
 * @param columns of the group
 * @param candidates of each column, the best first
 */
record GroupQuery(RowTable table, List<RowColumn> columns, List<List<Candidate>> candidates) {
    private static final int MOST_COMBINATIONS = 4_000;
    private static final int MOST_ANSWERS = 24;

    GroupQuery {
        int most = Math.max(2, (int) Math.pow(MOST_COMBINATIONS, 1.0 / columns.size()));
        columns = List.copyOf(columns);
        candidates = candidates.stream().map(each -> first(each, most)).toList();
    }

    /** The last one is kept: it is NULL where that is allowed. */
    private static List<Candidate> first(List<Candidate> all, int most) {
        return all.size() <= most
                ? List.copyOf(all)
                : Stream.concat(all.subList(0, most - 1).stream(), Stream.of(all.get(all.size() - 1)))
                        .toList();
    }

    /** Whether there is anything to ask. */
    boolean isNeeded() {
        return !conditions().isEmpty()
                || columns.stream()
                        .anyMatch(column -> !column.type().allChecks().isEmpty());
    }

    /** Gives each combination as places in the candidates, the best first. */
    String sql() {
        List<String> places = places().mapToObj(GroupQuery::place).toList();
        String conditions = conditions().stream()
                .map(condition -> "(" + condition + ") IS NOT FALSE")
                .collect(joining(" AND "));
        return "(SELECT " + String.join(" || ' ' || ", places) + " || '' FROM "
                + places().mapToObj(this::values).collect(joining(" CROSS JOIN "))
                + (conditions.isEmpty() ? "" : " WHERE " + conditions) + " ORDER BY "
                + String.join(" + ", places) + ", " + String.join(", ", places) + " LIMIT " + MOST_ANSWERS + ")";
    }

    /** What can be tried without asking: each column's best values, then the next best. */
    List<List<Candidate>> unasked() {
        int most = candidates.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, most)
                .mapToObj(i -> candidates.stream()
                        .map(each -> each.get(Math.min(i, each.size() - 1)))
                        .toList())
                .toList();
    }

    private IntStream places() {
        return IntStream.range(0, columns.size());
    }

    /** A name that no column has. */
    private static String place(int column) {
        return "\"#" + column + " of the candidates\"";
    }

    private String values(int column) {
        List<Candidate> all = candidates.get(column);
        String rows = IntStream.range(0, all.size())
                .mapToObj(i -> "(" + i + ", " + all.get(i).value() + ")")
                .collect(joining(", "));
        String checks = columns.get(column).type().allChecks().stream()
                .map(check -> " (" + check + ") IS NOT FALSE")
                .collect(joining(" AND "));
        return "(SELECT place AS " + place(column) + ", value AS "
                + UserTable.quoted(columns.get(column).name()) + " FROM (VALUES " + rows + ") AS d (place, value)"
                + (checks.isEmpty() ? "" : " WHERE" + checks) + ") AS t" + column;
    }

    /** Those that speak of these columns only: of what the server makes, nothing is known before. */
    private List<String> conditions() {
        List<String> names = columns.stream().map(RowColumn::name).toList();
        List<String> conditions = new ArrayList<>();
        table.rules().stream()
                .filter(rule -> !rule.columns().isEmpty() && names.containsAll(rule.columns()))
                .map(RowRule::expression)
                .forEach(conditions::add);
        table.references().stream()
                .filter(reference -> names.containsAll(reference.columns()))
                .filter(table::isSought)
                .map(reference -> exists(reference, names))
                .forEach(conditions::add);
        return conditions;
    }

    private static String exists(RowReference reference, List<String> names) {
        List<String> here = reference.columns().stream()
                .map(name -> "t" + names.indexOf(name) + "." + UserTable.quoted(name))
                .toList();
        String equal = IntStream.range(0, here.size())
                .mapToObj(i -> "r." + UserTable.quoted(reference.referenced().get(i))
                        + (reference.overlaps() && i == here.size() - 1 ? " @> " : " = ") + here.get(i))
                .collect(joining(" AND "));
        String absent =
                here.stream().map(column -> column + " IS NULL").collect(joining(reference.full() ? " AND " : " OR "));
        return absent + " OR EXISTS (SELECT FROM " + reference.source() + " AS r WHERE " + equal + ")";
    }
}
