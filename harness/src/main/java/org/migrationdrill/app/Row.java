package org.migrationdrill.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be done with the rows of an answer: lists of texts and NULLs. */
final class Row {
    /** One that is the same in every run, with small numbers before large ones and NULL last. */
    static final Comparator<List<@Nullable String>> ORDER = Row::compare;

    private static final int LONGEST_ROW = 200;
    private static final int LONGEST_VALUE = 60;

    private Row() {}

    static List<@Nullable String> project(List<@Nullable String> row, List<Integer> columns) {
        List<@Nullable String> projected = new ArrayList<>(columns.size());
        columns.forEach(column -> projected.add(row.get(column)));
        return projected;
    }

    static List<List<@Nullable String>> projectAll(List<List<@Nullable String>> rows, List<Integer> columns) {
        List<List<@Nullable String>> projected = new ArrayList<>(rows.size());
        rows.forEach(row -> projected.add(project(row, columns)));
        return projected;
    }

    /** The rows as a multiset: how often each stands. */
    static Map<List<@Nullable String>, Integer> bag(List<List<@Nullable String>> rows) {
        Map<List<@Nullable String>, Integer> bag = new HashMap<>();
        rows.forEach(row -> bag.merge(row, 1, Integer::sum));
        return bag;
    }

    /** The rows of one multiset that another lacks, sorted. */
    static List<List<@Nullable String>> minus(List<List<@Nullable String>> rows, List<List<@Nullable String>> others) {
        Map<List<@Nullable String>, Integer> rest = bag(others);
        List<List<@Nullable String>> missing = new ArrayList<>();
        for (List<@Nullable String> row : rows) {
            if (rest.merge(row, -1, Integer::sum) < 0) {
                missing.add(row);
            }
        }
        missing.sort(ORDER);
        return missing;
    }

    static long nulls(List<List<@Nullable String>> rows, int column) {
        return rows.stream().filter(row -> row.get(column) == null).count();
    }

    /** How many cells two rows have in common. */
    static long likeness(List<@Nullable String> row, List<@Nullable String> other) {
        return differing(row, other).stream().filter(differs -> !differs).count();
    }

    /** The row as {@code label=value} pairs. One that is too long starts with where it differs from the other, and is cut. */
    static String inWords(
            List<String> labels,
            List<@Nullable String> row,
            List<@Nullable String> other,
            UnaryOperator<String> shown) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            pairs.add(labels.get(i) + "=" + value(row.get(i), shown));
        }
        String whole = String.join(" ", pairs);
        if (whole.length() <= LONGEST_ROW) {
            return whole;
        }
        List<Boolean> differing = differing(row, other);
        List<String> sorted = new ArrayList<>();
        for (boolean first : new boolean[] {true, false}) {
            for (int i = 0; i < row.size(); i++) {
                if (differing.get(i) == first) {
                    sorted.add(pairs.get(i));
                }
            }
        }
        return cut(sorted.stream().collect(Collectors.joining(" ")), LONGEST_ROW);
    }

    private static String value(@Nullable String value, UnaryOperator<String> shown) {
        return value == null ? "NULL" : cut(shown.apply(value), LONGEST_VALUE);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    private static List<Boolean> differing(List<@Nullable String> row, List<@Nullable String> other) {
        List<Boolean> differing = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            differing.add(!Objects.equals(row.get(i), other.get(i)));
        }
        return differing;
    }

    private static int compare(List<@Nullable String> row, List<@Nullable String> other) {
        Comparator<@Nullable String> cells =
                Comparator.nullsLast(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (int i = 0; i < row.size(); i++) {
            int result = cells.compare(row.get(i), other.get(i));
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }
}
