package org.migrationdrill.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows as multisets. A column is noisy where the controls' values in it differ; rows with the same values in all other
 * columns form a group, and only in groups where the controls disagree is anything masked.
 */
final class UnorderedRows {
    private final RowsComparison rows;
    private final List<Integer> stable = new ArrayList<>();
    private final List<Integer> noisy = new ArrayList<>();
    private final boolean controlsAgreeOnRows;

    UnorderedRows(RowsComparison rows) {
        this.rows = rows;
        for (int column : rows.columns()) {
            (agree(rows.control(), rows.noise(), List.of(column)) ? stable : noisy).add(column);
        }
        this.controlsAgreeOnRows = agree(rows.control(), rows.noise(), stable);
        if (!controlsAgreeOnRows) {
            stable.clear();
            noisy.clear();
            noisy.addAll(rows.columns());
        }
    }

    private static boolean agree(
            List<List<@Nullable String>> some, List<List<@Nullable String>> others, List<Integer> columns) {
        return Row.bag(Row.projectAll(some, columns)).equals(Row.bag(Row.projectAll(others, columns)));
    }

    Optional<AnswerDifference> firstDifference() {
        if (!agree(rows.control(), rows.subject(), stable)) {
            return Optional.of(difference(stable, rows.control(), rows.subject()));
        }
        if (noisy.isEmpty()) {
            return Optional.empty();
        }
        Map<List<@Nullable String>, List<List<@Nullable String>>> ofControl = groups(rows.control());
        Map<List<@Nullable String>, List<List<@Nullable String>>> ofNoise = groups(rows.noise());
        Map<List<@Nullable String>, List<List<@Nullable String>>> ofSubject = groups(rows.subject());
        return ofControl.keySet().stream()
                .sorted(Row.ORDER)
                .flatMap(key -> inGroup(rowsOf(ofControl, key), rowsOf(ofNoise, key), rowsOf(ofSubject, key)).stream())
                .findFirst();
    }

    /** Present for every key of the control: by now all three agree on the stable columns that make up the keys. */
    private static List<List<@Nullable String>> rowsOf(
            Map<List<@Nullable String>, List<List<@Nullable String>>> groups, List<@Nullable String> key) {
        return Objects.requireNonNull(groups.get(key), () -> "a group of the control alone: " + key);
    }

    private AnswerDifference difference(
            List<Integer> shown, List<List<@Nullable String>> control, List<List<@Nullable String>> subject) {
        return shown.isEmpty()
                ? RowDifference.ofCounts(rows)
                : RowDifference.ofMultisets(
                        rows, shown, Row.projectAll(control, shown), Row.projectAll(subject, shown));
    }

    private Map<List<@Nullable String>, List<List<@Nullable String>>> groups(List<List<@Nullable String>> all) {
        Map<List<@Nullable String>, List<List<@Nullable String>>> groups = new LinkedHashMap<>();
        all.forEach(row -> groups.computeIfAbsent(Row.project(row, stable), key -> new ArrayList<>())
                .add(row));
        return groups;
    }

    private Optional<AnswerDifference> inGroup(
            List<List<@Nullable String>> control,
            List<List<@Nullable String>> noise,
            List<List<@Nullable String>> subject) {
        if (agree(control, noise, noisy)) {
            return agree(control, subject, noisy)
                    ? Optional.empty()
                    : Optional.of(difference(rows.columns(), control, subject));
        }
        return noisy.stream()
                .flatMap(column -> inNoisyColumn(column, control, noise, subject).stream())
                .findFirst();
    }

    private Optional<AnswerDifference> inNoisyColumn(
            int column,
            List<List<@Nullable String>> control,
            List<List<@Nullable String>> noise,
            List<List<@Nullable String>> subject) {
        if (controlsAgreeOnRows && agree(control, noise, List.of(column))) {
            List<Integer> shown = rows.columns().stream()
                    .filter(c -> c == column || stable.contains(c))
                    .toList();
            return agree(control, subject, List.of(column))
                    ? Optional.empty()
                    : Optional.of(difference(shown, control, subject));
        }
        rows.mask(column, control.size());
        long expected = Row.nulls(control, column);
        long found = Row.nulls(subject, column);
        return expected == found || expected != Row.nulls(noise, column)
                ? Optional.empty()
                : Optional.of(new AnswerDifference(
                        "the NULLs in " + rows.labels().get(column) + " of " + rows.where(),
                        "" + expected,
                        "" + found));
    }
}
