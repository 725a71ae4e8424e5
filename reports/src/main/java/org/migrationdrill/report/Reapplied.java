package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan applied forward again after a rollback.
 *
 * @param error why it failed; null otherwise
 * @param differences against the schema of the first time
 */
public record Reapplied(Outcome outcome, @Nullable String error, List<SchemaDifference> differences) {
    public Reapplied {
        requireNonNull(outcome, "outcome");
        differences = List.copyOf(differences);
    }
}
