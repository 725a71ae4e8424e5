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
 * @param durationMs what putting a copy back or running a script took here; null where the steps tell, or nothing was run
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
        @Nullable Reapplied reapplied,
        @Nullable Long durationMs) {
    public RollbackReport {
        requireNonNull(to, "to");
        requireNonNull(mode, "mode");
        requireNonNull(outcome, "outcome");
        schemaDifferences = List.copyOf(schemaDifferences);
        requireNonNull(writes, "writes");
        examples = List.copyOf(examples);
    }

    /** A rollback whose steps have durations of their own. */
    public RollbackReport(
            String to,
            RollbackMode mode,
            String after,
            RollbackOutcome outcome,
            @Nullable String error,
            List<SchemaDifference> schemaDifferences,
            Writes writes,
            List<Example> examples,
            @Nullable Reapplied reapplied) {
        this(to, mode, after, outcome, error, schemaDifferences, writes, examples, reapplied, null);
    }
}
