package org.migrationdrill.app;

/**
 * The first difference between what an operation should have answered and what it did answer, as texts for a reader. Masked
 * values are not shown, so that two runs say the same.
 *
 * @param what where they differ: {@code row 3 of statement 1}
 * @param expected what the control answered there; rows are cut at 200 characters
 * @param found what the subject answered there
 */
public record AnswerDifference(String what, String expected, String found) {}
