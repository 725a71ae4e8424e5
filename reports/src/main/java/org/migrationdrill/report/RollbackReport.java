package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One phase undone, on a fork.
 *
 * @param to whose end state had to come back: a phase's name, or {@code baseline}
 * @param after the phase that was undone
 * @param error why it failed, was refused or was not tried; null otherwise
 * @param schemaDifferences against the state recorded there
 * @param writes the fate of the writes made since
 * @param examples of writes that were not kept
 * @param reapplied the plan applied forward again from here; null when it was not tried
 */
public record RollbackReport(
        String to,
        RollbackMode mode,
        String after,
        RollbackOutcome outcome,
        @Nullable String error,
        List<SchemaDifference> schemaDifferences,
        Writes writes,
        List<Example> examples,
        @Nullable Reapplied reapplied) {
    public RollbackReport {
        requireNonNull(to, "to");
        requireNonNull(mode, "mode");
        requireNonNull(outcome, "outcome");
        schemaDifferences = List.copyOf(schemaDifferences);
        requireNonNull(writes, "writes");
        examples = List.copyOf(examples);
    }
}
