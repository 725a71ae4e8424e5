package org.migrationdrill.engine;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rows must have in common to be taken for the same row, where their keys cannot tell.
 *
 * @param agreements for each column
 */
record Likeness(List<Agreement> agreements) {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    Likeness {
        agreements = List.copyOf(agreements);
    }

    /** How much of a column two sides agree on. */
    enum Agreement {
        VALUES,
        NULLNESS,
        NOTHING
    }

    /** Every row is like every other. */
    static Likeness ofAll(int columns) {
        return new Likeness(Collections.nCopies(columns, Agreement.NOTHING));
    }

    /** The same for rows that are alike, and another one for others. */
    long hash(ReadRow row) {
        long hash = GOLDEN;
        for (int i = 0; i < agreements.size(); i++) {
            hash = hash(hash, compared(row.cells().get(i), agreements.get(i)));
        }
        return hash;
    }

    /** The values of a row that need not be the same in one that is like it. */
    int openCells(ReadRow row) {
        int open = 0;
        for (int i = 0; i < agreements.size(); i++) {
            if (agreements.get(i) != Agreement.VALUES && row.cells().get(i) != null) {
                open++;
            }
        }
        return open;
    }

    static long hash(@Nullable String cell, Agreement agreement) {
        return hash(GOLDEN, compared(cell, agreement));
    }

    private static @Nullable String compared(@Nullable String cell, Agreement agreement) {
        return switch (agreement) {
            case VALUES -> cell;
            case NULLNESS -> cell == null ? null : "";
            case NOTHING -> null;
        };
    }

    private static long hash(long seed, @Nullable String text) {
        long hash = mixed(seed + (text == null ? 0 : text.length() + 1));
        for (int i = 0; text != null && i < text.length(); i++) {
            hash = mixed(hash ^ text.charAt(i));
        }
        return hash;
    }

    private static long mixed(long value) {
        long product = value * GOLDEN;
        return product ^ (product >>> 32);
    }
}
