package org.migrationdrill.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares rows by their position. A cell is noise where the controls' cells at its position differ. */
final class OrderedRows {
    private final RowsComparison rows;

    OrderedRows(RowsComparison rows) {
        this.rows = rows;
    }

    Optional<AnswerDifference> firstDifference() {
        int shorter = Math.min(rows.control().size(), rows.subject().size());
        for (int i = 0; i < shorter; i++) {
            Optional<AnswerDifference> difference = inRow(i);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return rows.control().size() == rows.subject().size()
                ? Optional.empty()
                : Optional.of(RowDifference.ofCounts(rows));
    }

    private Optional<AnswerDifference> inRow(int index) {
        List<@Nullable String> control = rows.control().get(index);
        List<@Nullable String> noise = rows.noise().get(index);
        List<@Nullable String> subject = rows.subject().get(index);
        List<Integer> shown = new ArrayList<>();
        boolean differs = false;
        for (int column : rows.columns()) {
            if (Objects.equals(control.get(column), noise.get(column))) {
                shown.add(column);
                differs |= !Objects.equals(control.get(column), subject.get(column));
            } else {
                rows.mask(column, 1);
                if (nullDiffers(control.get(column), noise.get(column), subject.get(column))) {
                    return Optional.of(nullDifference(index, column, subject.get(column)));
                }
            }
        }
        String what = "row " + (index + 1) + " of " + rows.where();
        return differs ? Optional.of(RowDifference.of(what, rows, shown, control, subject)) : Optional.empty();
    }

    private static boolean nullDiffers(@Nullable String control, @Nullable String noise, @Nullable String subject) {
        boolean isNull = control == null;
        return isNull == (noise == null) && isNull != (subject == null);
    }

    private AnswerDifference nullDifference(int index, int column, @Nullable String subject) {
        String what = rows.labels().get(column) + " in row " + (index + 1) + " of " + rows.where();
        return subject == null
                ? new AnswerDifference(what, "a value", "NULL")
                : new AnswerDifference(what, "NULL", "a value");
    }
}
