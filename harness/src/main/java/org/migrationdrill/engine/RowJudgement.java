package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides for the rows of one key, from the control, the noise control and the subject, what is different and what is noise. */
final class RowJudgement implements RowMerge.Visitor {
    private final TableReading reading;
    private final DifferenceTally tally;
    private final @Nullable NoisyRows noisyRows;

    /**
     * @param reading how all sides' rows are read
     * @param noisyRows where rows go that only one control has; null where both controls are known to have the same keys
     */
    RowJudgement(TableReading reading, DifferenceTally tally, @Nullable NoisyRows noisyRows) {
        this.reading = reading;
        this.tally = tally;
        this.noisyRows = noisyRows;
    }

    @Override
    public void visit(List<@Nullable ReadRow> rows) {
        judge(rows.get(0), rows.get(1), rows.get(2));
    }

    void judge(@Nullable ReadRow control, @Nullable ReadRow noise, @Nullable ReadRow subject) {
        if (control != null && subject != null) {
            compare(control, noise, subject);
        } else if (noisyRows == null || (control != null && noise != null)) {
            unmatched(control, subject);
        } else {
            noisyRows.add(control, noise, subject);
        }
    }

    private void unmatched(@Nullable ReadRow control, @Nullable ReadRow subject) {
        if (control != null) {
            tally.missing(control);
        }
        if (subject != null) {
            tally.extra(subject);
        }
    }

    private void compare(ReadRow control, @Nullable ReadRow noise, ReadRow subject) {
        List<Integer> changed = new ArrayList<>();
        boolean transformed = false;
        int masked = 0;
        for (int i = 0; i < control.cells().size(); i++) {
            String expected = control.cells().get(i);
            String found = subject.cells().get(i);
            if (Objects.equals(expected, found)) {
                continue;
            }
            if (noise != null && masks(expected, noise.cells().get(i), found)) {
                masked++;
            } else if (isSame(control, subject, i)) {
                transformed = true;
            } else {
                changed.add(i);
            }
        }
        tally.masked(masked);
        if (!changed.isEmpty()) {
            tally.changed(control, subject, changed);
        } else if (transformed) {
            tally.transformed(control);
        }
    }

    /** Whether an equivalence says that the two values of a column mean the same. */
    private boolean isSame(ReadRow control, ReadRow subject, int column) {
        String name = reading.columns().get(column);
        if (reading.isStandIn(name)) {
            return SameValue.of(control.cells().get(column), subject.cells().get(column));
        }
        for (int i = 0; i < reading.equivalences().size(); i++) {
            if (reading.equivalences().get(i).column().equals(name)
                    && SameValue.of(
                            control.equivalents().get(i), subject.equivalents().get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the controls differ in the value, and, where the subject differs in being NULL, in that too. */
    private static boolean masks(@Nullable String control, @Nullable String noise, @Nullable String subject) {
        boolean sameNullness = (control == null) == (subject == null);
        return sameNullness ? !Objects.equals(control, noise) : (control == null) != (noise == null);
    }
}
