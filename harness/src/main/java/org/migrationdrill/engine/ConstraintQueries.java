package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/** Queries for the rows that violate a constraint of the schema to go back to. */
final class ConstraintQueries {
    private ConstraintQueries() {}

    /** Of a check, a unique index or an exclusion, in rows that have its columns by their old names. */
    static String violations(OldConstraint constraint, String source) {
        if (constraint.kind() == 'c') {
            return "SELECT r.* FROM " + source + " AS r WHERE NOT (" + constraint.condition() + ")";
        }
        return constraint.operators().isEmpty() ? alike(constraint, source) : excluding(constraint, source);
    }

    private static String alike(OldConstraint constraint, String source) {
        List<String> parts = constraint.parts();
        String valued = constraint.nullsAlike()
                ? "true"
                : parts.stream().map(part -> part + " IS NOT NULL").collect(joining(" AND "));
        return "SELECT * FROM (SELECT r.*, count(*) OVER (PARTITION BY " + String.join(", ", parts)
                + ") AS \"rows alike\" FROM " + source + " AS r WHERE " + valued + predicate(constraint)
                + ") AS r WHERE r.\"rows alike\" > 1";
    }

    /** A row by its place, since nothing else need tell it from its like. */
    private static String excluding(OldConstraint constraint, String source) {
        List<String> parts = constraint.parts();
        String named = IntStream.range(0, parts.size())
                .mapToObj(i -> ", " + parts.get(i) + " AS " + part(i))
                .collect(joining());
        String each = IntStream.range(0, parts.size())
                .mapToObj(i -> "r." + part(i) + " " + constraint.operators().get(i) + " o." + part(i))
                .collect(joining(" AND "));
        return "WITH compared AS (SELECT *, tableoid AS \"row table\", ctid AS \"row place\"" + named + " FROM "
                + source + " AS r WHERE true" + predicate(constraint) + ") SELECT r.* FROM compared AS r WHERE EXISTS ("
                + "SELECT FROM compared AS o WHERE (r.\"row table\", r.\"row place\") <> (o.\"row table\", o.\"row place\")"
                + " AND " + each + ")";
    }

    private static String part(int index) {
        return "\"part " + (index + 1) + "\"";
    }

    private static String predicate(OldConstraint constraint) {
        return constraint.condition() == null ? "" : " AND (" + constraint.condition() + ")";
    }

    /** Rows that refer to none. With MATCH FULL a row that is NULL in part refers to none, too. */
    static String orphans(OldConstraint key, String source, String referenced) {
        List<String> columns =
                key.parts().stream().map(UserTable::quoted).map("r."::concat).toList();
        String refers = columns.stream()
                .map(column -> column + " IS NOT NULL")
                .collect(joining(key.matchesFull() ? " OR " : " AND "));
        String met = IntStream.range(0, columns.size())
                .mapToObj(i -> "p." + UserTable.quoted(key.referencedColumns().get(i)) + " "
                        + key.operators().get(i) + " " + columns.get(i))
                .collect(joining(" AND "));
        return "SELECT r.* FROM " + source + " AS r WHERE (" + refers + ") AND NOT EXISTS (SELECT FROM " + referenced
                + " AS p WHERE " + met + ")";
    }
}
