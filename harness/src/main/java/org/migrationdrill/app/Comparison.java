package org.migrationdrill.app;

import java.util.Optional;

/**
 * What came of comparing two answers.
 *
 * @param difference the first difference; empty: they are the same
 * @param maskedCells how many of the control's cells were noise and compared by NULL and type alone; those up to the difference
 */
public record Comparison(Optional<AnswerDifference> difference, int maskedCells) {
    static Comparison same(int maskedCells) {
        return new Comparison(Optional.empty(), maskedCells);
    }

    static Comparison different(String what, String expected, String found, int maskedCells) {
        return new Comparison(Optional.of(new AnswerDifference(what, expected, found)), maskedCells);
    }
}
