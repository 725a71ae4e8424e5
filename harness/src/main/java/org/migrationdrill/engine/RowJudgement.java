package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides for the rows of one key, from the control, the noise control and the subject, what is different and what is noise. */
final class RowJudgement implements RowMerge.Visitor {
    private final DifferenceTally tally;
    private final @Nullable NoisyRows noisyRows;

    /**
     * @param noisyRows where rows go that only one control has; null where both controls are known to have the same keys
     */
    RowJudgement(DifferenceTally tally, @Nullable NoisyRows noisyRows) {
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
        int masked = 0;
        for (int i = 0; i < control.cells().size(); i++) {
            String expected = control.cells().get(i);
            String found = subject.cells().get(i);
            if (Objects.equals(expected, found)) {
                continue;
            }
            if (noise != null && masks(expected, noise.cells().get(i), found)) {
                masked++;
            } else {
                changed.add(i);
            }
        }
        tally.masked(masked);
        if (!changed.isEmpty()) {
            tally.changed(control, subject, changed);
        }
    }

    /** Whether the controls differ in the value, and, where the subject differs in being NULL, in that too. */
    private static boolean masks(@Nullable String control, @Nullable String noise, @Nullable String subject) {
        boolean sameNullness = (control == null) == (subject == null);
        return sameNullness ? !Objects.equals(control, noise) : (control == null) != (noise == null);
    }
}
