package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One answer to an invariant's query.
 *
 * @param phase the phase in which it was asked; null before the first
 * @param moment {@code before}, {@code <step> forward}, {@code <step> reverse} or {@code after}
 * @param found null when it was not asked or gave no value
 */
public record InvariantReport(
        String name,
        @Nullable String phase,
        String moment,
        String expected,
        @Nullable String found,
        Outcome outcome) {
    public InvariantReport {
        requireNonNull(name, "name");
        requireNonNull(outcome, "outcome");
    }
}
