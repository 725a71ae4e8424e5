package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a known-bad scenario had to be judged as, and whether it was.
 *
 * @param findings the ids of exactly the errors and warnings that had to be found; null: only the decision counts
 * @param deviations sentences; empty exactly when met
 */
public record Expected(Decision decision, @Nullable List<String> findings, boolean met, List<String> deviations) {
    public Expected {
        requireNonNull(decision, "decision");
        findings = Copies.orNull(findings);
        deviations = List.copyOf(deviations);
    }
}
