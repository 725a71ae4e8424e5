package org.migrationdrill.app;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words for how rows differ, always the same ones for the same rows. */
final class RowDifference {
    private static final String NONE = "no such row";

    private RowDifference() {}

    static AnswerDifference of(
            String what,
            RowsComparison rows,
            List<Integer> shown,
            List<@Nullable String> expected,
            List<@Nullable String> found) {
        List<String> labels = shown.stream().map(rows.labels()::get).toList();
        List<@Nullable String> one = Row.project(expected, shown);
        List<@Nullable String> other = Row.project(found, shown);
        return new AnswerDifference(what, rows.inWords(labels, one, other), rows.inWords(labels, other, one));
    }

    static AnswerDifference ofCounts(RowsComparison rows) {
        return new AnswerDifference(
                "the number of rows of " + rows.where(),
                "" + rows.control().size(),
                "" + rows.subject().size());
    }

    /**
     * The smallest row that is missing, with the most alike of those that came instead.
     *
     * @param shown the columns that the two multisets were projected on
     */
    static AnswerDifference ofMultisets(
            RowsComparison rows,
            List<Integer> shown,
            List<List<@Nullable String>> control,
            List<List<@Nullable String>> subject) {
        List<String> labels = shown.stream().map(rows.labels()::get).toList();
        List<List<@Nullable String>> missing = Row.minus(control, subject);
        List<List<@Nullable String>> surplus = Row.minus(subject, control);
        String what = "the rows of " + rows.where() + ", "
                + Math.max(missing.size(), surplus.size()) + " of "
                + Math.max(rows.control().size(), rows.subject().size());
        if (missing.isEmpty()) {
            return new AnswerDifference(what, NONE, rows.inWords(labels, surplus.get(0), surplus.get(0)));
        }
        List<@Nullable String> first = missing.get(0);
        if (surplus.isEmpty()) {
            return new AnswerDifference(what, rows.inWords(labels, first, first), NONE);
        }
        List<@Nullable String> nearest = surplus.stream()
                .max(Comparator.comparingLong((List<@Nullable String> candidate) -> Row.likeness(candidate, first))
                        .thenComparing(Row.ORDER.reversed()))
                .orElseThrow();
        return new AnswerDifference(what, rows.inWords(labels, first, nearest), rows.inWords(labels, nearest, first));
    }
}
