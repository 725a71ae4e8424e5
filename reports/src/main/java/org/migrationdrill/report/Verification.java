package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A phase's verification query and its answer.
 *
 * @param found null when it was not asked or gave no value
 */
public record Verification(
        String name, String expected, @Nullable String found, Outcome outcome) {
    public Verification {
        requireNonNull(name, "name");
        requireNonNull(outcome, "outcome");
    }
}
