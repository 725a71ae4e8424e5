package org.migrationdrill.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.StatementAnswer.Rows;

/** Brings three result sets onto the columns that they share, and counts what is masked while they are compared. */
final class RowsComparison {
    private final String where;
    private final UnaryOperator<String> shown;
    private final List<String> labels = new ArrayList<>();
    private final List<String> controlTypes = new ArrayList<>();
    private final List<String> subjectTypes = new ArrayList<>();
    private final List<List<@Nullable String>> control;
    private final List<List<@Nullable String>> noise;
    private final List<List<@Nullable String>> subject;
    private final Set<Integer> maskedColumns = new HashSet<>();
    private int maskedCells;

    private RowsComparison(String where, Rows control, Rows noise, Rows subject, UnaryOperator<String> shown) {
        this.where = where;
        this.shown = shown;
        List<Integer> ofControl = new ArrayList<>();
        List<Integer> ofSubject = new ArrayList<>();
        Map<String, Integer> subjectColumns = positions(subject.labels());
        positions(control.labels()).entrySet().stream()
                .filter(column -> subjectColumns.containsKey(column.getKey()))
                .sorted(Map.Entry.comparingByValue())
                .forEach(column -> {
                    ofControl.add(column.getValue());
                    ofSubject.add(subjectColumns.get(column.getKey()));
                });
        ofControl.forEach(column -> labels.add(control.labels().get(column)));
        ofControl.forEach(column -> controlTypes.add(control.types().get(column)));
        ofSubject.forEach(column -> subjectTypes.add(subject.types().get(column)));
        this.control = Row.projectAll(control.rows(), ofControl);
        this.noise = Row.projectAll(noise.rows(), ofControl);
        this.subject = Row.projectAll(subject.rows(), ofSubject);
    }

    /**
     * Compares over the columns that both return.
     *
     * @param allColumns the control's columns must all be in the subject's answer; else one in common is enough
     * @param shown what of a value may stand in a difference
     */
    static Comparison compare(
            boolean ordered,
            boolean allColumns,
            String where,
            Rows control,
            Rows noise,
            Rows subject,
            UnaryOperator<String> shown) {
        if (!control.labels().equals(noise.labels())) {
            throw new IllegalStateException(
                    "controls with other columns: " + control.labels() + " and " + noise.labels());
        }
        RowsComparison comparison = new RowsComparison(where, control, noise, subject, shown);
        if (comparison.lacksColumns(allColumns, control, subject)) {
            return Comparison.different(
                    "the columns of " + where,
                    String.join(", ", control.labels()),
                    String.join(", ", subject.labels()),
                    0);
        }
        return comparison.compare(ordered);
    }

    private boolean lacksColumns(boolean allColumns, Rows control, Rows subject) {
        return allColumns
                ? labels.size() < control.labels().size()
                : labels.isEmpty() && !control.labels().equals(subject.labels());
    }

    /** A label that stands twice is told apart by its turn. */
    private static Map<String, Integer> positions(List<String> labels) {
        Map<String, Integer> positions = new HashMap<>();
        Map<String, Integer> turns = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            positions.put(turns.merge(labels.get(i), 1, Integer::sum) + " " + labels.get(i), i);
        }
        return positions;
    }

    private Comparison compare(boolean ordered) {
        Optional<AnswerDifference> difference;
        if (control.size() != noise.size()) {
            difference = Optional.empty();
            columns().forEach(column -> mask(column, control.size()));
        } else if (ordered) {
            difference = new OrderedRows(this).firstDifference();
        } else {
            difference = new UnorderedRows(this).firstDifference();
        }
        return new Comparison(difference.or(this::typeDifference), maskedCells);
    }

    private Optional<AnswerDifference> typeDifference() {
        return columns().stream()
                .filter(this::typeDiffers)
                .findFirst()
                .map(column -> new AnswerDifference(
                        "the type of " + labels.get(column) + " in " + where,
                        controlTypes.get(column),
                        subjectTypes.get(column)));
    }

    /** Equal values say enough about types of one family; masked ones say nothing. */
    private boolean typeDiffers(int column) {
        String expected = controlTypes.get(column);
        String found = subjectTypes.get(column);
        TypeFamily family = TypeFamily.of(expected);
        return !family.readsAs(TypeFamily.of(found))
                || (maskedColumns.contains(column) && family.isMoreThanItsWidth() && !expected.equals(found));
    }

    String where() {
        return where;
    }

    /** A row as a difference may have it. */
    String inWords(List<String> of, List<@Nullable String> row, List<@Nullable String> other) {
        return Row.inWords(of, row, other, shown);
    }

    /** The shared columns' labels; the rows are as wide. */
    List<String> labels() {
        return labels;
    }

    List<Integer> columns() {
        return IntStream.range(0, labels.size()).boxed().toList();
    }

    List<List<@Nullable String>> control() {
        return control;
    }

    /** As many rows as the control's. */
    List<List<@Nullable String>> noise() {
        return noise;
    }

    List<List<@Nullable String>> subject() {
        return subject;
    }

    /** Notes that cells of a column were not compared by value. */
    void mask(int column, int cells) {
        maskedColumns.add(column);
        maskedCells += cells;
    }
}
