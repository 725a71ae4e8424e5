package org.migrationdrill.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many rows the control has more than the subject, or fewer, of each kind that is alike; of one portion of the kinds. */
final class Surplus {
    private final Likeness likeness;
    private final long portion;
    private final long portions;
    private final Map<Long, Integer> byLikeness = new HashMap<>();
    private long controls;
    private int openCells;

    Surplus(Likeness likeness, long portion, long portions) {
        this.likeness = likeness;
        this.portion = portion;
        this.portions = portions;
    }

    void count(@Nullable ReadRow control, @Nullable ReadRow noise, @Nullable ReadRow subject) {
        if (control != null) {
            long kind = likeness.hash(control);
            controls += kind;
            add(kind, 1);
        }
        if (noise != null) {
            controls -= likeness.hash(noise);
        }
        if (subject != null) {
            add(likeness.hash(subject), -1);
            openCells += isOfPortion(likeness.hash(subject)) ? likeness.openCells(subject) : 0;
        }
    }

    /** Whether the two controls have the same rows of each kind, in whichever portion. */
    boolean controlsAgree() {
        return controls == 0;
    }

    boolean isEmpty() {
        return byLikeness.isEmpty();
    }

    /** Whether this row of the control is one too many; the next one like it may not be. */
    boolean takeOfControl(ReadRow row) {
        long kind = likeness.hash(row);
        return byLikeness.getOrDefault(kind, 0) > 0 && add(kind, -1);
    }

    /** Whether this row of the subject is one too many. */
    boolean takeOfSubject(ReadRow row) {
        long kind = likeness.hash(row);
        if (byLikeness.getOrDefault(kind, 0) >= 0) {
            return false;
        }
        openCells -= likeness.openCells(row);
        return add(kind, 1);
    }

    /** Values of the subject's rows that were not compared, without those of rows that were taken. */
    int openCells() {
        return openCells;
    }

    private boolean add(long kind, int rows) {
        if (!isOfPortion(kind)) {
            return false;
        }
        int sum = byLikeness.getOrDefault(kind, 0) + rows;
        if (sum == 0) {
            byLikeness.remove(kind);
        } else {
            byLikeness.put(kind, sum);
        }
        return true;
    }

    private boolean isOfPortion(long kind) {
        return Long.remainderUnsigned(kind, portions) == portion;
    }
}
