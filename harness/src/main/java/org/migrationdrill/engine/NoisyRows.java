package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.engine.Likeness.Agreement;

/**
 * Rows that could not be paired by key where keys are made at random: the controls have different ones themselves. The control's rows
 * are paired with the subject's that are alike in all that the controls agree on. The rows are read again instead of being kept, so
 * that memory does not grow with them.
 */
final class NoisyRows {
    private static final long AT_ONCE = 500_000;

    private final TableReading reading;
    private final long atOnce;
    private final long[] values;
    private final long[] nullness;
    private long rows;

    NoisyRows(TableReading reading) {
        this(reading, AT_ONCE);
    }

    /** @param atOnce how many rows may be in memory, as what tells them apart */
    NoisyRows(TableReading reading, long atOnce) {
        this.reading = reading;
        this.atOnce = atOnce;
        this.values = new long[reading.columns().size()];
        this.nullness = new long[reading.columns().size()];
    }

    /** A way to read the sides' rows again: the control's, the noise control's and the subject's. */
    interface Rows {
        void walk(RowMerge.Visitor visitor) throws SQLException;
    }

    /** What to do with rows of one key, of which none can be paired by it. */
    private interface Unpaired {
        void visit(@Nullable ReadRow control, @Nullable ReadRow noise, @Nullable ReadRow subject);
    }

    /** Tells of rows that {@link #settle} will come across. */
    void add(@Nullable ReadRow fromControl, @Nullable ReadRow fromNoise, @Nullable ReadRow fromSubject) {
        rows += (fromControl == null ? 0 : 1) + (fromSubject == null ? 0 : 1);
        sum(fromControl, 1);
        sum(fromNoise, -1);
    }

    private void sum(@Nullable ReadRow row, int sign) {
        for (int i = 0; row != null && i < values.length; i++) {
            values[i] += sign * Likeness.hash(row.cells().get(i), Agreement.VALUES);
            nullness[i] += sign * Likeness.hash(row.cells().get(i), Agreement.NULLNESS);
        }
    }

    /** Pairs the rows and tells the tally of those that are left over on either side. */
    void settle(DifferenceTally tally, Rows sides) throws SQLException {
        long portions = Math.max(1, (rows + atOnce - 1) / atOnce);
        Likeness likeness = likeness();
        for (long portion = 0; portion < portions; portion++) {
            Surplus surplus = count(new Surplus(likeness, portion, portions), sides);
            if (portion == 0 && !surplus.controlsAgree()) {
                // Values that are the same on the whole but distributed differently: then only the number of rows can
                // be compared.
                likeness = Likeness.ofAll(values.length);
                portions = 1;
                surplus = count(new Surplus(likeness, portion, portions), sides);
            }
            settle(surplus, tally, sides);
        }
    }

    private static Surplus count(Surplus surplus, Rows sides) throws SQLException {
        walk(sides, surplus::count);
        return surplus;
    }

    private static void settle(Surplus surplus, DifferenceTally tally, Rows sides) throws SQLException {
        if (!surplus.isEmpty()) {
            walk(sides, (control, noise, subject) -> {
                if (control != null && surplus.takeOfControl(control)) {
                    tally.missing(control);
                }
                if (subject != null && surplus.takeOfSubject(subject)) {
                    tally.extra(subject);
                }
            });
        }
        tally.masked(surplus.openCells());
    }

    private static void walk(Rows sides, Unpaired visitor) throws SQLException {
        sides.walk(rows -> {
            ReadRow control = rows.get(0);
            ReadRow noise = rows.get(1);
            ReadRow subject = rows.get(2);
            if (control == null || (noise == null && subject == null)) {
                visitor.visit(control, noise, subject);
            }
        });
    }

    private Likeness likeness() {
        List<Agreement> agreements = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            agreements.add(agreement(i));
        }
        return new Likeness(agreements);
    }

    private Agreement agreement(int column) {
        if (reading.key().contains(reading.columns().get(column))) {
            return Agreement.NOTHING;
        }
        if (values[column] == 0) {
            return Agreement.VALUES;
        }
        return nullness[column] == 0 ? Agreement.NULLNESS : Agreement.NOTHING;
    }
}
